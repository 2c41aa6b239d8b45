import type { Body } from 'cannon-es';
import type { VelocityAction } from '../interaction/actions.ts';
import { Advance } from './advance.ts';
import { AGENT, type Action, type AgentBody, MOVE_FORWARD } from '../env.ts';
import { type Pose, type Vec2, type Vec3, forwardOf, multiplyQuat, rotate, yawQuat } from '../geometry.ts';
import { Hasher } from '../hash.ts';
import { type House, POSTURES, type Posture } from '../house.ts';
import { OUT_OF_SIGHT, type Placement, placePerson } from './joint.ts';
import type { ModelLibrary } from '../model.ts';
import { sweepPastDisc } from './obstacles.ts';
import { makePerson } from './physics-body.ts';
import { NUM_SUBSTEPS, SUBSTEP } from './physics-constants.ts';
import { Movables } from './physics-movables.ts';
import { pressOn } from './physics-solver.ts';
import { Stance } from '../navigation/stance.ts';
import { cos, sin } from '../trigonometry.ts';

/** Losing more than this to a wall is a collision, metres. */
const MAX_LOSS = 1e-3;
/** What is carried is held this far before the eyes and below them, metres. */
const HAND = { ahead: 0.42, below: 0.22, width: 0.06 } as const;

/** How somebody who is not the agent moves in one step: turns, then walks ahead. */
export interface Stroll {
  /** Radians, counter-clockwise positive. */
  readonly turn: number;
  /** Metres. */
  readonly length: number;
}

/** Somebody who walks. */
interface Walker {
  stance: Stance;
  seated: boolean;
  readonly body: Body;
  /** Row of what is carried, or null. */
  held: number | null;
}

/** One walker's way in one step. */
interface Way {
  readonly walker: Walker;
  readonly start: Vec3;
  readonly heading: Vec2;
  readonly advance: Advance;
  /** Metres that nothing fixed is in the way of. */
  readonly allowed: number;
  readonly hitWall: boolean;
}

/**
 * The moving part of a house: loose objects, door leaves, parts of furniture, and all who walk. Walker 0 is the agent;
 * after it come the house's people, unless the agents are `embodied`: then the first of the people are the agents.
 *
 * Who walks goes along a heading and never slides. Walls and fixed furniture stop them exactly (`Obstacles`); what is
 * loose is pushed by the solver. Nothing is simulated while nothing is touched, so a walk through a tidy room is free.
 */
export class Physics {
  readonly movables: Movables;
  readonly #house: House;
  readonly #shape: AgentBody;
  readonly #embodied: boolean;
  readonly #walkers: Walker[];

  constructor(house: House, library: ModelLibrary, agent: AgentBody = AGENT, embodied = false) {
    this.#house = house;
    this.#shape = agent;
    this.#embodied = embodied;
    this.movables = new Movables(house, library, agent);
    this.#walkers = this.#starts().map((pose) => {
      const body = makePerson(agent);
      this.movables.solver.addBody(body);
      return { stance: new Stance(pose, agent), seated: false, body, held: null };
    });
    this.#writePeople();
  }

  /** (numMovables, 7): x y z qx qy qz qw in the order of `listMovables`; a leaf's pose is that of its box's centre. */
  get poses(): Float64Array {
    return this.movables.poses;
  }

  /** Puts everything and the house's people back where the house has them, at rest. */
  reset(): void {
    this.movables.reset();
    this.#starts().forEach((pose, who) => {
      const walker = this.#walkers[who];
      walker.held = null;
      walker.seated = false;
      if (who > 0 || this.#embodied) walker.stance = new Stance(pose, this.#shape);
    });
    this.#writePeople();
  }

  /** Sets a walker down, by default the agent, on their feet or on a seat; the height above the floor is kept as given. */
  placeAgent(pose: Pose, who = 0, posture: Posture = 'standing'): void {
    this.#walkers[who].stance = new Stance(pose, this.#shape);
    this.#walkers[who].seated = posture === 'seated';
    this.#writePeople();
  }

  get agent(): Pose {
    return this.poseOf(0);
  }

  /** Where a walker stands and looks. */
  poseOf(who: number): Pose {
    return this.#walkers[who].stance.pose;
  }

  /** How many walk, the agent included. */
  get numWalkers(): number {
    return this.#walkers.length;
  }

  /** The walker who is this one of the house's people. */
  walkerOf(person: number): number {
    return this.#embodied ? person : person + 1;
  }

  /**
   * Carries out one motion of a walker, by default the agent, while others stroll, and lets a quarter of a second pass;
   * `collided` when the walker could not go the full way.
   */
  actuate(
    motion: Action | VelocityAction,
    who = 0,
    strolls: ReadonlyMap<number, Stroll> = NOBODY,
  ): { collided: boolean } {
    const { stance } = this.#walkers[who];
    const drive = typeof motion === 'number' ? null : motion;
    const duration = NUM_SUBSTEPS * SUBSTEP;
    // By velocity it goes along the chord of the arc: half the turn, the way, the other half.
    if (drive) stance.turnBy((drive.angular * duration) / 2);
    else stance.turn(motion as Action);
    for (const [walker, { turn }] of strolls) if (turn !== 0) this.#walkers[walker].stance.turnBy(turn);
    const lengths = this.#walkers.map((_, walker) => strolls.get(walker)?.length ?? 0);
    lengths[who] = drive ? drive.linear * duration : motion === MOVE_FORWARD ? this.#shape.stepLength : 0;
    const order = [who, ...this.#walkers.keys()].filter((walker, i) => i === 0 || walker !== who);
    const [collided] = this.#walk(order.map((walker) => ({ walker: this.#walkers[walker], length: lengths[walker] })));
    if (drive) stance.turnBy((drive.angular * duration) / 2);
    this.#carry();
    this.#writePeople();
    return { collided };
  }

  /** Wakes a leaf or loose thing and gives it a velocity, m/s (a leaf takes radians per second about +Y from `velocity[1]`). */
  push(row: number, velocity: Vec3): void {
    this.movables.push(row, velocity);
  }

  /** Whether every leaf and loose thing is at rest. */
  get settled(): boolean {
    return this.movables.settled;
  }

  /** Row of what a walker carries, or null. */
  heldBy(who: number): number | null {
    return this.#walkers[who].held;
  }

  /** Takes a loose thing into the hands of a walker. */
  take(row: number, who = 0): void {
    this.#walkers[who].held = row;
    this.movables.hold(row);
    this.#carry();
  }

  /** Lets go of what a walker carries: it falls from the hands or, where `at` is given, stands there. */
  letGo(who = 0, at?: Placement): void {
    const { held } = this.#walkers[who];
    if (held === null) return;
    this.movables.release(held, at ?? this.handsOf(who), at === undefined);
    this.#walkers[who].held = null;
  }

  /** Where a walker's hands are: low before the eyes, nearer where something is in the way. */
  handsOf(who: number): Placement {
    const { position, yaw, pitch } = this.poseOf(who);
    const rotation = multiplyQuat(yawQuat(yaw), [sin(pitch / 2), 0, 0, cos(pitch / 2)]);
    const [x, y, z] = rotate(rotation, [0, -HAND.below, -HAND.ahead]);
    const free = this.#freePart([position[0], position[2]], [position[0] + x, position[2] + z], HAND.width);
    return {
      position: [position[0] + x * free, position[1] + this.#shape.cameraHeight + y, position[2] + z * free],
      rotation: yawQuat(yaw),
    };
  }

  /** A hash over the exact bits of all that can differ between two moments of the same house. */
  hashState(): string {
    const { position, yaw, pitch } = this.agent;
    const hasher = new Hasher().addNumbers([...position, yaw, pitch]);
    this.movables.addStateTo(hasher);
    for (const { stance, held } of this.#walkers.slice(1)) {
      const pose = stance.pose;
      hasher.addNumbers([...pose.position, pose.yaw, pose.pitch, held ?? -1]);
    }
    const { held } = this.#walkers[0];
    return (held === null ? hasher : hasher.addText('held').addNumbers([held])).digest();
  }

  /** Lets go of all bodies. */
  dispose(): void {
    this.movables.solver.bodies.length = 0;
  }

  /** Where all walkers are at first; an agent without a body in the house is put in its corner until it is placed. */
  #starts(): Pose[] {
    const people = (this.#house.people ?? []).map(({ start }) => start);
    return this.#embodied ? people : [{ position: [0, 0, 0], yaw: 0, pitch: 0 }, ...people];
  }

  /** Lets all walk ahead (or backwards) side by side, the first before the second; true for each whom something stopped. */
  #walk(walks: readonly { readonly walker: Walker; readonly length: number }[]): boolean[] {
    const ends = new Map<Walker, Vec3>(this.#walkers.map((walker) => [walker, walker.stance.position]));
    const ways = walks.map(({ walker, length }) => {
      const way = this.#plan(walker, length, ends);
      ends.set(walker, along(way, way.allowed));
      return way;
    });
    if (this.settled && !ways.some((way) => this.movables.isNear(way.start, along(way, way.allowed), this.#shape))) {
      for (const way of ways) way.walker.stance.position = along(way, way.allowed);
      return ways.map(({ hitWall }) => hitWall);
    }
    for (let i = 0; i < NUM_SUBSTEPS; i++) {
      for (const { walker, ...way } of ways) {
        const [x, , z] = along(way, way.advance.progress);
        const { body } = walker;
        body.position.set(x, body.position.y, z);
        body.velocity.set(way.heading[0] * way.advance.speed, 0, way.heading[1] * way.advance.speed);
        body.aabbNeedsUpdate = true;
      }
      this.movables.step();
      for (const { walker, start, heading, advance } of ways) {
        const { x, z } = walker.body.position;
        const reached = (x - start[0]) * heading[0] + (z - start[2]) * heading[1];
        advance.note(reached, pressOn(walker.body, heading, this.movables.solver.contacts));
      }
    }
    for (const way of ways) way.walker.stance.position = along(way, way.advance.reached);
    this.movables.writePoses();
    return ways.map(({ hitWall, advance }) => hitWall || advance.held);
  }

  #plan(walker: Walker, length: number, ends: ReadonlyMap<Walker, Vec3>): Way {
    const start = walker.stance.position;
    const [forwardX, forwardZ] = forwardOf(walker.stance.pose.yaw);
    const heading: Vec2 = length < 0 ? [-forwardX, -forwardZ] : [forwardX, forwardZ];
    const wanted = Math.abs(length);
    const [x, , z] = along({ start, heading }, wanted);
    const from: Vec2 = [start[0], start[2]];
    let part = this.#freePart(from, [x, z], this.#shape.radius);
    for (const [other, [otherX, , otherZ]] of ends) {
      if (other === walker) continue;
      part = Math.min(part, sweepPastDisc(from, [x, z], [otherX, otherZ], 2 * this.#shape.radius));
    }
    const allowed = wanted * part;
    return { walker, start, heading, advance: new Advance(allowed), allowed, hitWall: allowed < wanted - MAX_LOSS };
  }

  /** The part of a way that walls and furniture leave free to a disc. */
  #freePart(from: Vec2, to: Vec2, radius: number): number {
    const { obstacles, parts } = this.movables;
    return Math.min(obstacles.sweepDisc(from, to, radius), parts.obstacles.sweepDisc(from, to, radius));
  }

  /** Brings what is held to the hands that hold it. */
  #carry(): void {
    this.#walkers.forEach(({ held }, who) => {
      if (held !== null) this.movables.move(held, this.handsOf(who));
    });
  }

  #writePeople(): void {
    const people = this.#house.people ?? [];
    const first = this.poses.length / 7 - 2 * people.length;
    people.forEach((_, person) => {
      const who = this.walkerOf(person);
      POSTURES.forEach((posture, i) => {
        const isSeen = (posture === 'seated') === this.#walkers[who].seated;
        const { position, rotation } = isSeen ? placePerson(this.poseOf(who), posture) : OUT_OF_SIGHT;
        this.poses.set([...position, ...rotation], (first + 2 * person + i) * 7);
      });
    });
  }
}

const NOBODY: ReadonlyMap<number, Stroll> = new Map();

/** The place this many metres along a way. */
function along({ start, heading }: Pick<Way, 'start' | 'heading'>, length: number): Vec3 {
  return [start[0] + heading[0] * length, start[1], start[2] + heading[1] * length];
}
