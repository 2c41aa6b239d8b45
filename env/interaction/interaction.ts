import type { ObjectAction, ObjectActionName } from './actions.ts';
import { canCarry, canSwitch, isReceptacle } from './affordances.ts';
import { type AgentBody, AGENT } from '../env.ts';
import { findFreeSpot } from './free-spot.ts';
import type { Vec3 } from '../geometry.ts';
import { type House, type HouseObject, listMovables } from '../house.ts';
import { Joints } from '../physics/joints.ts';
import { placeBoxes } from '../physics/joint.ts';
import type { ModelLibrary } from '../model.ts';
import type { Physics } from '../physics/physics.ts';
import { REACH, distanceTo, whyOutOfReach } from './reach.ts';
import { type Solid, Surroundings, belongsTo, findHit } from '../physics/surroundings.ts';
import { initialSwitches } from './switches.ts';

/** A push gives this much momentum, newton seconds, and no more than this speed, metres per second. */
const PUSH = { momentum: 4, speed: 1.5, turn: 2 } as const;

/** What sets a thing in motion, which then moves by itself. */
const MOVES_FREELY: ReadonlySet<ObjectActionName> = new Set(['Push', 'Drop']);

/** Who acts in which house. */
export interface InteractionOptions {
  readonly house: House;
  readonly library: ModelLibrary;
  readonly physics: Physics;
  readonly agent?: AgentBody;
}

/** What a command means by its target. */
interface Target {
  readonly kind: 'object' | 'door';
  readonly index: number;
  /** The one part that is meant, or null for all. */
  readonly part: string | null;
  readonly name: string;
}

/** What is done with hands in a house: finds the thing meant, says why it cannot be done, or does it. */
export class Interaction {
  /** (numObjects) 1 on, 0 off. */
  readonly switches: Uint8Array;
  readonly #house: House;
  readonly #library: ModelLibrary;
  readonly #physics: Physics;
  readonly #agent: AgentBody;
  /** Those that are not as at first. */
  readonly #switched = new Set<number>();
  /** Made when hands are first used: most episodes only navigate. */
  #tools: { readonly surroundings: Surroundings; readonly joints: Joints; readonly rows: readonly number[] } | null =
    null;

  constructor({ house, library, physics, agent = AGENT }: InteractionOptions) {
    this.#house = house;
    this.#library = library;
    this.#physics = physics;
    this.#agent = agent;
    this.switches = initialSwitches(house);
  }

  /** Index of the object a walker carries, or null. */
  heldBy(who: number): number | null {
    const row = this.#physics.heldBy(who);
    return row === null ? null : this.#rows.indexOf(row);
  }

  /** Where the middle of an object is now, by id; null when there is none of that name. */
  placeOf(id: string): Vec3 | null {
    const index = this.#house.objects.findIndex((object) => object.id === id);
    if (index < 0) return null;
    const row = this.#rows[index];
    return row < 0 ? this.#house.objects[index].position : this.#physics.movables.placementOf(row).position;
  }

  /** How far a door's leaf stands from shut, radians, counter-clockwise positive; 0 where it has none. */
  doorAngle(index: number): number {
    return this.#physics.movables.angleOf(this.#now.joints.rowOfDoor(index));
  }

  /** Object index and state by turns, of all switches that are not as at first. */
  get changes(): number[] {
    return this.#switched.size === 0
      ? []
      : [...this.#switched].sort((a, b) => a - b).flatMap((i) => [i, this.switches[i]]);
  }

  /** Does it for a walker, by default the agent, and gives null; or changes nothing and says why in one sentence. */
  perform({ action, target: name }: ObjectAction, who = 0): string | null {
    if (this.#physics.level === 'kinematic' && MOVES_FREELY.has(action)) {
      return `${action}: at the kinematic level nothing falls or rolls; Put it somewhere, or take the rigid level.`;
    }
    const solids = this.#now.surroundings.list();
    const why = action === 'Drop' ? this.#drop(who, solids) : this.#performOn(action, name, who, solids);
    return why === null ? null : `${action}: ${why}.`;
  }

  #performOn(
    action: Exclude<ObjectActionName, 'Drop'>,
    name: string,
    who: number,
    solids: readonly Solid[],
  ): string | null {
    const target = this.#find(name, who, solids);
    if (target === null) return `there is no "${name}" in this house`;
    const why = this.#whyNot(action, target, who) ?? this.#whyOutOfReach(target, who, solids);
    if (why !== null) return `${target.name} ${why}`;
    const { index } = target;
    switch (action) {
      case 'Open':
      case 'Close':
        return this.#now.joints.move(target, action === 'Open', solids);
      case 'PickUp':
        this.#physics.take(this.#rows[index], who);
        return null;
      case 'Put':
        return this.#put(target, who, solids);
      case 'Push':
        this.#push(target, who);
        return null;
      case 'ToggleOn':
      case 'ToggleOff':
        this.switches[index] = Number(action === 'ToggleOn');
        // Of two states, the second switch leads back.
        if (!this.#switched.delete(index)) this.#switched.add(index);
        return null;
    }
  }

  /** The thing of that name; of a category, the nearest that can be got at, or else the nearest. */
  #find(name: string, who: number, solids: readonly Solid[]): Target | null {
    const all: Target[] = [
      ...this.#house.objects.map(({ id }, index) => ({ kind: 'object' as const, index, part: null, name: id })),
      ...this.#house.doors.map(({ id }, index) => ({ kind: 'door' as const, index, part: null, name: id })),
    ];
    const exact = all.find((target) => target.name === name);
    if (exact) return exact;
    const whole = all.find((target) => name.startsWith(`${target.name}/`));
    if (whole) return { ...whole, part: name.slice(whole.name.length + 1), name };
    const eye = this.#eyeOf(who);
    const [nearest] = all
      .filter(({ kind, index }) => name === (kind === 'door' ? 'Door' : this.#house.objects[index].category))
      .map((target) => ({
        target,
        hidden: Number(this.#whyOutOfReach(target, who, solids) !== null),
        distance: distanceTo(
          eye,
          this.#solidsOf(target, solids).flatMap(({ boxes }) => boxes),
        ),
      }))
      .sort((a, b) => a.hidden - b.hidden || a.distance - b.distance);
    return nearest?.target ?? null;
  }

  /** Why a thing does not allow what is asked, wherever it is; null when it does. */
  #whyNot(action: Exclude<ObjectActionName, 'Drop'>, target: Target, who: number): string | null {
    const { kind, index } = target;
    if (action === 'Open' || action === 'Close') return this.#now.joints.whyNot(target, action === 'Open');
    const held = this.heldBy(who);
    if (kind === 'door') return action !== 'Push' ? 'is a door' : this.#house.doors[index].front ? 'is locked' : null;
    const { category, fixed } = this.#house.objects[index];
    const carried = held === null ? null : this.#house.objects[held].id;
    switch (action) {
      case 'PickUp':
        if (fixed || !canCarry(category)) return 'is nothing to be carried';
        return carried === null ? null : `cannot be taken: the hand already holds ${carried}`;
      case 'Put':
        if (carried === null) return 'can take nothing: the hand is empty';
        return isReceptacle(category) && held !== index ? null : 'has no room for things on or in it';
      case 'Push':
        return fixed ? 'stands fast' : held === index ? 'is in the hand' : null;
      case 'ToggleOn':
      case 'ToggleOff': {
        const on = action === 'ToggleOn';
        if (!canSwitch(category)) return 'has no switch';
        return this.switches[index] === Number(on) ? `is already ${on ? 'on' : 'off'}` : null;
      }
    }
  }

  #whyOutOfReach(target: Target, who: number, solids: readonly Solid[]): string | null {
    if (target.kind === 'object' && this.heldBy(who) === target.index) return null;
    const own = this.#solidsOf(target, solids);
    if (own.length === 0) return 'is in the hands of somebody else';
    const { movables } = this.#physics;
    const rows = own.map(({ row }) => row);
    const isAround = ({ kind, row }: Solid): boolean =>
      kind === 'part' && movables.listInside(movables.partAt(row)).some((inside) => rows.includes(inside));
    const drawer = solids.find(isAround);
    if (drawer?.isShut) return `is in ${drawer.name}, which is shut`;
    // Hands reach into an open drawer over its front, which may hide what lies in it from the eye.
    const others = solids.filter((solid) => solid !== drawer);
    return whyOutOfReach(own, others, this.#physics.poseOf(who), this.#eyeOf(who));
  }

  #put({ index, name }: Target, who: number, solids: readonly Solid[]): string | null {
    const held = this.heldBy(who);
    if (held === null) return 'the hand is empty';
    const receptacle = solids.filter((solid) => belongsTo(solid, index));
    const { size, id } = this.#house.objects[held];
    const spot = findFreeSpot({ size, receptacle, solids, eye: this.#eyeOf(who), reach: REACH });
    if (spot === null) return `${name} has no free place within reach for ${id}`;
    this.#physics.letGo(who, spot);
    return null;
  }

  #drop(who: number, solids: readonly Solid[]): string | null {
    const held = this.heldBy(who);
    if (held === null) return 'the hand is empty';
    const object = this.#house.objects[held];
    const boxes = placeBoxes(collidersOf(object, this.#library), this.#physics.handsOf(who), object.size);
    const others = solids.filter(({ kind, index }) => kind !== 'person' || index !== who);
    const hit = findHit(boxes, others, 0);
    if (hit !== null) return `${object.id} is blocked by ${hit.name}`;
    this.#physics.letGo(who);
    return null;
  }

  /** Gives a loose thing or a door leaf a push away from the walker. */
  #push({ kind, index }: Target, who: number): void {
    const { movables } = this.#physics;
    const row = kind === 'door' ? this.#now.joints.rowOfDoor(index) : this.#rows[index];
    const { position, rotation } = movables.placementOf(row);
    const [x, , z] = this.#physics.poseOf(who).position;
    const away = [position[0] - x, position[2] - z];
    if (kind === 'door') {
      // The leaf's local x runs from the hinge: turning counter-clockwise takes its middle along local -z.
      const ahead = away[0] * -2 * rotation[1] * rotation[3] + away[1] * (2 * rotation[1] ** 2 - 1);
      this.#physics.push(row, [0, ahead > 0 ? PUSH.turn : -PUSH.turn, 0]);
      return;
    }
    const speed = Math.min(PUSH.speed, PUSH.momentum / movables.massOf(row)) / (Math.hypot(...away) || 1);
    this.#physics.push(row, [away[0] * speed, 0, away[1] * speed]);
  }

  #solidsOf({ kind, index, part }: Target, solids: readonly Solid[]): Solid[] {
    if (kind === 'door') return solids.filter((solid) => solid.kind === 'door' && solid.index === index);
    const own = solids.filter((solid) => belongsTo(solid, index));
    const { movables } = this.#physics;
    const named = own.filter(
      (solid) => solid.kind === 'part' && movables.parts.list[movables.partAt(solid.row)].part.name === part,
    );
    return named.length > 0 ? named : own;
  }

  #eyeOf(who: number): Vec3 {
    const [x, y, z] = this.#physics.poseOf(who).position;
    return [x, y + this.#agent.cameraHeight, z];
  }

  get #now(): { readonly surroundings: Surroundings; readonly joints: Joints; readonly rows: readonly number[] } {
    if (this.#tools) return this.#tools;
    const movables = listMovables(this.#house, this.#library);
    this.#tools = {
      surroundings: new Surroundings(this.#house, this.#library, this.#physics, this.#agent),
      joints: new Joints(this.#house, this.#library, this.#physics),
      rows: this.#house.objects.map((_, i) =>
        movables.findIndex(({ kind, index }) => kind === 'object' && index === i),
      ),
    };
    return this.#tools;
  }

  /** Row in `Physics.poses` of each object; -1 for what is fixed. */
  get #rows(): readonly number[] {
    return this.#now.rows;
  }
}

function collidersOf(
  { category, variant }: HouseObject,
  library: ModelLibrary,
): ReturnType<ModelLibrary['getModel']>['colliders'] {
  const { colliders, parts = [] } = library.getModel(category, variant);
  return [...colliders, ...parts.flatMap((part) => part.colliders)];
}
