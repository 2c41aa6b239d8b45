import type { ObjectAction } from '../interaction/actions.ts';
import { type Vec2, type Vec3, wrapAngle } from '../geometry.ts';
import type { House } from '../house.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { NavMesh } from '../navigation/navigation.ts';
import type { Physics, Stroll } from '../physics/physics.ts';
import type { Rng } from '../random.ts';
import { type Deed, drawChore } from './resident-chores.ts';
import { roomAt } from '../walls.ts';

/** Metres a step, and how far they turn in one, radians. */
const PACE = 0.2;
const MAX_TURN = Math.PI / 4;
/** Who looks further aside than this turns before walking, radians. */
const ASTRAY = 0.35;
/** A corner of the way counts as reached this near, metres. */
const ARRIVED = 0.12;
/** A shut door is opened from this far, metres. */
const DOOR_REACH = 0.9;
/** A leaf that stands further open than this lets one through, radians. */
const AJAR = Math.PI / 4;
/** Steps without getting on after which a plan is given up. */
const PATIENCE = 6;
/** Turns are rounded to this, radians: the last bits of `Math.atan2` are an engine's own. */
const TURN_GRAIN = 1 / 256;
const STILL: Stroll = { turn: 0, length: 0 };

/** What residents live with. */
export interface ResidentSite {
  readonly house: House;
  readonly physics: Physics;
  readonly navMesh: NavMesh;
  readonly interaction: Interaction;
}

/** What somebody is doing. */
export type Activity = 'walking' | 'carrying' | 'sitting' | 'resting';

/** Somebody who lives in the house and goes about a routine: visits rooms, opens doors, sits down, carries things. */
export class Resident {
  readonly #site: ResidentSite;
  readonly #rng: Rng;
  /** In `Physics`. */
  readonly walker: number;
  #deeds: readonly Deed[] = [];
  /** Corners still to go to in the present deed; null before it is planned. */
  #way: readonly Vec3[] | null = null;
  #restedSteps = 0;
  #stuckSteps = 0;
  #last: { readonly position: Vec3; readonly length: number } | null = null;

  constructor(site: ResidentSite, walker: number, rng: Rng) {
    this.#site = site;
    this.walker = walker;
    this.#rng = rng;
  }

  get activity(): Activity {
    const kind = this.#deeds[0]?.kind;
    if (kind === 'sit') return 'sitting';
    if (kind !== 'go') return 'resting';
    return this.#site.interaction.heldBy(this.walker) === null ? 'walking' : 'carrying';
  }

  /** Decides the next quarter of a second; hands act at once, feet when the physics lets them. */
  next(): Stroll {
    if (this.#deeds.length === 0) this.#begin(drawChore(this.#site, this.walker, this.#rng));
    while (this.#deeds.length > 0) {
      const stroll = this.#carryOut(this.#deeds[0]);
      if (stroll !== null) {
        this.#last = { position: this.#position, length: stroll.length };
        return stroll;
      }
    }
    return STILL;
  }

  /** The move of this step, or null when the deed is over. */
  #carryOut(deed: Deed): Stroll | null {
    switch (deed.kind) {
      case 'go':
        return this.#go(deed.to);
      case 'face': {
        const { turn } = this.#towards([deed.point[0], deed.point[2]]);
        return Math.abs(turn) > ASTRAY / 2 ? { turn, length: 0 } : this.#finish();
      }
      case 'act':
        return this.#act(deed.command);
      case 'sit':
        if (this.#restedSteps++ === 0) this.#site.physics.placeAgent(deed.seat, this.walker, 'seated');
        if (this.#restedSteps < deed.steps || !this.#isFree(deed.rise.position)) return STILL;
        this.#site.physics.placeAgent(deed.rise, this.walker);
        return this.#finish();
      case 'rest':
        return this.#restedSteps++ < deed.steps ? STILL : this.#finish();
    }
  }

  #begin(deeds: readonly Deed[]): void {
    this.#deeds = deeds;
    this.#way = null;
    this.#restedSteps = this.#stuckSteps = 0;
    this.#last = null;
  }

  #finish(): null {
    this.#begin(this.#deeds.slice(1));
    return null;
  }

  /** Leaves the plan, and rests a little before the next. */
  #giveUp(): Stroll {
    this.#begin([{ kind: 'rest', steps: this.#rng.int(2, 8) }]);
    return STILL;
  }

  #act(command: ObjectAction): Stroll | null {
    return this.#site.interaction.perform(command, this.walker) === null ? this.#finish() : this.#giveUp();
  }

  #go(to: Vec3): Stroll | null {
    this.#way ??= this.#site.navMesh.path(this.#position, to);
    if (this.#way === null) return this.#giveUp();
    while (this.#way.length > 0 && this.#distanceTo(this.#way[0]) < ARRIVED) this.#way = this.#way.slice(1);
    if (this.#way.length === 0) return this.#finish();
    if (this.#isStuck()) return this.#giveUp();
    const [corner] = this.#way;
    if (this.#openDoorBefore(corner)) return STILL;
    const { turn, rest } = this.#towards([corner[0], corner[2]]);
    return { turn, length: Math.abs(rest) > ASTRAY ? 0 : Math.min(PACE, this.#distanceTo(corner)) };
  }

  #isStuck(): boolean {
    if (this.#last !== null && this.#last.length > 0) {
      const moved = this.#distanceTo(this.#last.position);
      this.#stuckSteps = moved < this.#last.length / 3 ? this.#stuckSteps + 1 : 0;
    }
    return this.#stuckSteps > PATIENCE;
  }

  /** Opens a shut door that stands before the next corner of the way. */
  #openDoorBefore([cornerX, , cornerZ]: Vec3): boolean {
    const { house, interaction } = this.#site;
    const [x, , z] = this.#position;
    const shut = house.doors.findIndex((door, index) => {
      const [dx, dz] = [door.position[0] - x, door.position[2] - z];
      const isNear = door.hasLeaf && !door.front && Math.hypot(dx, dz) < DOOR_REACH;
      return isNear && dx * (cornerX - x) + dz * (cornerZ - z) > 0 && Math.abs(interaction.doorAngle(index)) < AJAR;
    });
    if (shut < 0) return false;
    return interaction.perform({ action: 'Open', target: house.doors[shut].id }, this.walker) === null;
  }

  /** How to turn in this step to face a point, and what is then left to turn, radians. */
  #towards([pointX, pointZ]: Vec2): { turn: number; rest: number } {
    const { position, yaw } = this.#site.physics.poseOf(this.walker);
    const angle = Math.atan2(position[0] - pointX, position[2] - pointZ);
    const needed = Math.round(wrapAngle(angle - yaw) / TURN_GRAIN) * TURN_GRAIN;
    const turn = Math.min(MAX_TURN, Math.max(-MAX_TURN, needed));
    return { turn, rest: needed - turn };
  }

  #isFree([x, , z]: Vec3): boolean {
    const { physics } = this.#site;
    const others = [...Array(physics.numWalkers).keys()].filter((walker) => walker !== this.walker);
    return others.every((walker) => {
      const [otherX, , otherZ] = physics.poseOf(walker).position;
      return Math.hypot(otherX - x, otherZ - z) > 0.5;
    });
  }

  #distanceTo([x, , z]: Vec3): number {
    const [ownX, , ownZ] = this.#position;
    return Math.hypot(x - ownX, z - ownZ);
  }

  get #position(): Vec3 {
    return this.#site.physics.poseOf(this.walker).position;
  }

  /** The room they are in, by id. */
  get room(): string | null {
    const [x, , z] = this.#position;
    return roomAt(this.#site.house, [x, z])?.id ?? null;
  }
}
