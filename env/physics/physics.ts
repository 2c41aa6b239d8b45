import type { VelocityAction } from '../interaction/actions.ts';
import { AGENT, type Action, type AgentBody, MOVE_FORWARD, type PhysicsLevel } from '../env.ts';
import type { Pose, Vec3 } from '../geometry.ts';
import { handsAt } from './hands.ts';
import { Hasher } from '../hash.ts';
import { type House, POSTURES, type Posture } from '../house.ts';
import { OUT_OF_SIGHT, type Placement, placePerson } from './joint.ts';
import type { ModelLibrary } from '../model.ts';
import { Movables } from './movables.ts';
import { NUM_SUBSTEPS, SUBSTEP } from './physics-constants.ts';
import { Stance } from '../navigation/stance.ts';
import { type Walk, walkAlone, walkTogether } from './walking.ts';

/** How somebody who is not the agent moves in one step: turns, then walks ahead. */
export interface Stroll {
  /** Radians, counter-clockwise positive. */
  readonly turn: number;
  /** Metres. */
  readonly length: number;
}

/** Who walks how; the usual agent, without a body of its own, at the rigid level when left out. */
export interface PhysicsOptions {
  readonly agent?: AgentBody;
  /** The first of the house's people are agents. */
  readonly embodied?: boolean;
  readonly level?: PhysicsLevel;
  /** Who walks into something at an angle goes on along it; kinematic level only. */
  readonly sliding?: boolean;
}

/** Somebody who walks. */
interface Walker {
  stance: Stance;
  seated: boolean;
  /** Row of what is carried, or null. */
  held: number | null;
}

/**
 * The moving part of a house: loose objects, door leaves, parts of furniture, and all who walk. Walker 0 is the agent;
 * after it come the house's people, unless the agents are `embodied`: then the first of the people are the agents.
 *
 * Who walks goes along a heading; walls and fixed furniture stop them exactly (`Obstacles`). What is loose is pushed by
 * the solver at the rigid level; at the kinematic level, for pure navigation, it stops them, too (`Movables`).
 */
export class Physics {
  readonly movables: Movables;
  readonly level: PhysicsLevel;
  readonly #house: House;
  readonly #shape: AgentBody;
  readonly #embodied: boolean;
  readonly #sliding: boolean;
  readonly #walkers: Walker[];

  constructor(
    house: House,
    library: ModelLibrary,
    { agent = AGENT, embodied = false, level = 'rigid', sliding = false }: PhysicsOptions = {},
  ) {
    this.#house = house;
    this.#shape = agent;
    this.#embodied = embodied;
    this.level = level;
    this.#sliding = sliding;
    this.movables = new Movables({ house, library, agent, level });
    this.#walkers = this.#starts().map((pose) => ({ stance: new Stance(pose, agent), seated: false, held: null }));
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
    const [collided] = this.#walk(order.map((walker) => ({ who: walker, length: lengths[walker] })));
    if (drive) stance.turnBy((drive.angular * duration) / 2);
    this.#carry();
    this.#writePeople();
    return { collided };
  }

  /** Wakes a leaf or loose thing and gives it a velocity, m/s (a leaf takes radians per second about +Y from `velocity[1]`); rigid level only. */
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
    return handsAt(this.poseOf(who), this.#shape, (from, to, radius) => this.movables.freePart(from, to, radius));
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
    this.movables.dispose();
  }

  /** Where all walkers are at first; an agent without a body in the house is put in its corner until it is placed. */
  #starts(): Pose[] {
    const people = (this.#house.people ?? []).map(({ start }) => start);
    return this.#embodied ? people : [{ position: [0, 0, 0], yaw: 0, pitch: 0 }, ...people];
  }

  /** Lets all walk ahead or backwards; true for each whom something stopped. */
  #walk(walks: readonly Walk[]): boolean[] {
    const { movables } = this;
    const walkers = { movables, agent: this.#shape, stances: this.#walkers.map(({ stance }) => stance) };
    if (this.level === 'rigid') return walkTogether(walks, walkers);
    return walks.map((walk) => walkAlone(walk, walkers, this.#sliding));
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
      writePerson(this.poses, first + 2 * person, this.poseOf(who), this.#walkers[who].seated ? 'seated' : 'standing');
    });
  }
}

const NOBODY: ReadonlyMap<number, Stroll> = new Map();

/** Writes the rows of somebody's postures, of which all but one are out of sight. */
function writePerson(poses: Float64Array, row: number, pose: Pose, seen: Posture): void {
  POSTURES.forEach((posture, i) => {
    const { position, rotation } = posture === seen ? placePerson(pose, posture) : OUT_OF_SIGHT;
    poses.set(position, (row + i) * 7);
    poses.set(rotation, (row + i) * 7 + 3);
  });
}
