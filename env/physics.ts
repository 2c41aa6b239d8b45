import {
  Body,
  Box,
  Broadphase,
  Cylinder,
  Material,
  Narrowphase,
  Plane,
  Quaternion,
  Sphere,
  Vec3 as Vector,
  World,
} from 'cannon-es';
import { type BodyPlan, planFixed, planLeaf, planLoose } from './body-plan.ts';
import { initialAngle, leafLimits, leafPose, shutYaw } from './door-leaf.ts';
import { AGENT, type Action, LOOK_DOWN, LOOK_UP, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from './env.ts';
import { type Pose, type Vec2, type Vec3, forwardOf, wrapAngle } from './geometry.ts';
import { Hasher } from './hash.ts';
import { type Door, type House, listMovables } from './house.ts';
import type { ModelLibrary } from './model.ts';
import { Obstacles } from './obstacles.ts';
import { STEP_OVER, footprintOf, shellBoxes, standsInTheWay, staticBoxes } from './static-boxes.ts';

/** Seconds of one substep, and substeps of one action: an action lasts a quarter of a second. */
export const SUBSTEP = 1 / 60;
export const NUM_SUBSTEPS = 15;
/** Metres per second squared. */
export const GRAVITY = 9.81;
/** Coulomb friction between any two things. */
export const FRICTION = 0.4;

/** Losing more than this to a wall is a collision, metres. */
const COLLISION_TOLERANCE = 1e-3;
/** What is pushed slows the agent a little; as long as it lags by no more than this, it still makes its step. Metres. */
const PUSH_LAG = 0.02;
/** A body pressed deeper than this does not give way, and the agent waits. Metres. */
const MAX_PRESS = 0.01;
/** Cosine of the steepest angle at which a touch counts as ahead rather than beside. */
const GLANCE = 0.3;
/** Movable bodies nearer to the agent's way than this are simulated, metres. */
const NEAR = 0.05;
/** Who was held up for a moment catches up at most this fast, metres per second. */
const MAX_SPEED = 1.5;
/** Push of the agent: a body of this mass that is brought back to its speed each substep. Kilograms. */
const AGENT_MASS = 15;
/** Part of the turning speed kept over one substep. */
const KEEP = { angular: 0.9, leaf: 0.93 } as const;

/** A door leaf and its angle from shut, radians. */
interface Leaf {
  readonly door: Door;
  readonly limits: { readonly low: number; readonly high: number };
  angle: number;
}

/**
 * The moving part of a house: loose objects, door leaves and the agent.
 *
 * The agent walks along its heading and never slides. Walls and fixed furniture stop it exactly (`Obstacles`); what is
 * loose is pushed by the solver. Nothing is simulated while nothing is touched, so a walk through a tidy room is free.
 */
export class Physics {
  /** (numMovables, 7): x y z qx qy qz qw in the order of `listMovables`; a leaf's pose is that of its box's centre. */
  readonly poses: Float64Array;
  readonly #world = new World({ gravity: new Vector(0, -GRAVITY, 0), allowSleep: true, broadphase: new AwakePairs() });
  readonly #obstacles: Obstacles;
  readonly #shell: Obstacles;
  readonly #movables: Body[] = [];
  readonly #leaves = new Map<Body, Leaf>();
  readonly #person = makePerson();
  #position: Vec3 = [0, 0, 0];
  #startYaw = 0;
  /** Heading and pitch are counted, not summed, so that twelve turns lead back exactly. */
  #turns = 0;
  #pitch = 0;

  constructor(house: House, library: ModelLibrary) {
    this.#obstacles = Obstacles.ofHouse(house, library);
    this.#shell = new Obstacles(shellBoxes(house).filter(standsInTheWay).map(footprintOf));
    this.#world.narrowphase = new SharedFriction(this.#world);
    this.#world.addBody(makeFloor());
    for (const box of staticBoxes(house, library)) this.#world.addBody(makeBody(planFixed(box)));
    for (const { kind, index } of listMovables(house)) {
      if (kind === 'door') this.#addMovable(planLeaf(house.doors[index]), house.doors[index]);
      else this.#addMovable(planLoose(house.objects[index], library), null);
    }
    this.#world.addBody(this.#person);
    this.poses = new Float64Array(this.#movables.length * 7);
    this.reset();
  }

  /** Puts every movable thing back where the house has it, at rest. */
  reset(): void {
    this.#world.time = 0;
    for (const body of this.#movables) {
      body.position.copy(body.initPosition);
      body.quaternion.copy(body.initQuaternion);
      body.aabbNeedsUpdate = true;
      body.updateInertiaWorld();
      body.sleep();
      const leaf = this.#leaves.get(body);
      if (leaf !== undefined) leaf.angle = initialAngle(leaf.door);
    }
    this.#writePoses();
  }

  /** Sets the agent down; its height above the floor is kept as given. */
  placeAgent(pose: Pose): void {
    this.#position = pose.position;
    this.#startYaw = pose.yaw;
    this.#turns = 0;
    this.#pitch = pose.pitch;
  }

  get agent(): Pose {
    const yaw = wrapAngle(this.#startYaw + this.#turns * AGENT.turnAngle);
    return { position: this.#position, yaw, pitch: this.#pitch };
  }

  /** Carries out one action and lets a quarter of a second pass; `collided` when the agent could not go its full step. */
  actuate(action: Action): { collided: boolean } {
    if (action === TURN_LEFT) this.#turns = (this.#turns + 1) % 12;
    if (action === TURN_RIGHT) this.#turns = (this.#turns + 11) % 12;
    if (action === LOOK_UP) this.#pitch = Math.min(AGENT.maxPitch, this.#pitch + AGENT.tiltAngle);
    if (action === LOOK_DOWN) this.#pitch = Math.max(-AGENT.maxPitch, this.#pitch - AGENT.tiltAngle);
    return { collided: this.#walk(action === MOVE_FORWARD ? AGENT.stepLength : 0) };
  }

  /** Wakes a movable thing and gives it a velocity, m/s (a door leaf takes radians per second about +Y from `velocity[1]`). */
  push(index: number, velocity: Vec3): void {
    const body = this.#movables[index];
    body.wakeUp();
    if (this.#leaves.has(body)) body.angularVelocity.set(0, velocity[1], 0);
    else body.velocity.set(...velocity);
  }

  /** Whether every movable thing is at rest. */
  get settled(): boolean {
    return this.#movables.every((body) => body.sleepState === Body.SLEEPING);
  }

  /** A hash over the exact bits of the agent's pose and of `poses`. */
  hashState(): string {
    const { position, yaw, pitch } = this.agent;
    return new Hasher()
      .addNumbers([...position, yaw, pitch])
      .addNumbers(this.poses)
      .digest();
  }

  /** Lets go of all bodies. */
  dispose(): void {
    for (const body of [...this.#world.bodies]) this.#world.removeBody(body);
    this.#movables.length = 0;
    this.#leaves.clear();
  }

  /** Walks up to `length` metres along the heading; true when something stopped it. */
  #walk(length: number): boolean {
    const [x, y, z] = this.#position;
    const heading = forwardOf(this.agent.yaw);
    const at = (progress: number): Vec3 => [x + heading[0] * progress, y, z + heading[1] * progress];
    const end = at(length);
    const allowed = length * this.#obstacles.sweepDisc([x, z], [end[0], end[2]], AGENT.radius);
    const hitWall = allowed < length - COLLISION_TOLERANCE;
    if (this.settled && !this.#isNearMovable([x, z], heading, allowed)) {
      this.#position = at(allowed);
      return hitWall;
    }
    let progress = 0;
    let pressed = false;
    for (let substep = 0; substep < NUM_SUBSTEPS; substep++) {
      const wanted = (allowed - progress) / ((NUM_SUBSTEPS - substep) * SUBSTEP);
      const speed = pressed ? 0 : Math.min(MAX_SPEED, wanted);
      const before = at(progress);
      this.#person.position.set(before[0], this.#person.position.y, before[2]);
      this.#person.velocity.set(heading[0] * speed, 0, heading[1] * speed);
      this.#person.aabbNeedsUpdate = true;
      this.#step();
      pressed = this.#press(heading) > MAX_PRESS;
      if (pressed) continue;
      const reached = (this.#person.position.x - x) * heading[0] + (this.#person.position.z - z) * heading[1];
      progress = Math.min(allowed, Math.max(progress, reached));
    }
    const held = progress < allowed - PUSH_LAG;
    if (!held) progress = allowed;
    this.#position = at(progress);
    this.#writePoses();
    return hitWall || held;
  }

  #step(): void {
    this.#world.step(SUBSTEP);
    for (const body of this.#movables) {
      if (body.sleepState === Body.SLEEPING) continue;
      const leaf = this.#leaves.get(body);
      if (leaf !== undefined) turnLeaf(leaf, body);
      else {
        this.#keepOutOfWalls(body);
        // Instead of cannon-es' own damping, whose `Math.pow` differs between engines.
        body.angularVelocity.scale(KEEP.angular, body.angularVelocity);
      }
    }
  }

  /** Takes back a step into a wall: what is squeezed hard enough passes through thin boxes. */
  #keepOutOfWalls({ position, previousPosition, velocity }: Body): void {
    const from: Vec2 = [previousPosition.x, previousPosition.z];
    if (this.#shell.sweepDisc(from, [position.x, position.z], 0) === 1) return;
    position.set(from[0], position.y, from[1]);
    velocity.set(0, velocity.y, 0);
  }

  /** How deep the agent was pressed into what stands before it, metres. */
  #press(heading: Vec2): number {
    let deepest = 0;
    for (const { bi, bj, ni, ri, rj } of this.#world.contacts) {
      if (bi !== this.#person && bj !== this.#person) continue;
      const ahead = (ni.x * heading[0] + ni.z * heading[1]) * (bi === this.#person ? 1 : -1);
      if (ahead < GLANCE) continue;
      const gap = bj.previousPosition.vadd(rj).vsub(bi.previousPosition).vsub(ri).dot(ni);
      deepest = Math.max(deepest, -gap);
    }
    return deepest;
  }

  #isNearMovable([x, z]: Vec2, heading: Vec2, length: number): boolean {
    const reach = AGENT.radius + NEAR;
    const [endX, endZ] = [x + heading[0] * length, z + heading[1] * length];
    return this.#movables.some((body) => {
      if (body.aabbNeedsUpdate) body.updateAABB();
      const { lowerBound: low, upperBound: high } = body.aabb;
      return (
        low.x < Math.max(x, endX) + reach &&
        high.x > Math.min(x, endX) - reach &&
        low.z < Math.max(z, endZ) + reach &&
        high.z > Math.min(z, endZ) - reach &&
        low.y < AGENT.height + NEAR &&
        high.y > STEP_OVER - NEAR
      );
    });
  }

  #writePoses(): void {
    this.#movables.forEach((body, index) => {
      const leaf = this.#leaves.get(body);
      const { x, y, z, w } = body.quaternion;
      const pose = leaf
        ? leafPose(leaf.door, leaf.angle)
        : { position: body.position.toArray(), rotation: [x, y, z, w] };
      this.poses.set([...pose.position, ...pose.rotation], index * 7);
    });
  }

  #addMovable(plan: BodyPlan, door: Door | null): void {
    const body = makeBody(plan);
    this.#movables.push(body);
    this.#world.addBody(body);
    if (door !== null) this.#leaves.set(body, { door, limits: leafLimits(door, this.#obstacles), angle: 0 });
  }
}

/** Who meets whom: walls and furniture meet loose things alone, for the agent they are `Obstacles`. */
const FIXED = 1;
const LOOSE = 2;
const LEAF = 4;
const PERSON = 8;
const FILTER = {
  fixed: { collisionFilterGroup: FIXED, collisionFilterMask: LOOSE },
  loose: { collisionFilterGroup: LOOSE, collisionFilterMask: FIXED | LOOSE | LEAF | PERSON },
  leaf: { collisionFilterGroup: LEAF, collisionFilterMask: LOOSE | PERSON },
  person: { collisionFilterGroup: PERSON, collisionFilterMask: LOOSE | LEAF },
} as const;

const UNDAMPED = { linearDamping: 0, angularDamping: 0 } as const;

function makeBody({ kind, mass, position, rotation, boxes, radius, restitution }: BodyPlan): Body {
  const body = new Body({
    mass,
    position: new Vector(...position),
    quaternion: new Quaternion(...rotation),
    material: surface(restitution),
    sleepSpeedLimit: 0.15,
    sleepTimeLimit: 0.3,
    ...UNDAMPED,
    ...FILTER[kind],
  });
  if (radius !== null) body.addShape(new Sphere(radius));
  else for (const { center, half } of boxes) body.addShape(new Box(new Vector(...half)), new Vector(...center));
  if (kind === 'leaf') {
    // One degree of freedom: it turns about the hinge, with the inertia of a rod about its end.
    const width = 2 * boxes[0].half[0];
    body.invMass = 0;
    body.invInertia.set(0, 3 / (mass * width * width), 0);
    body.updateInertiaWorld(true);
  }
  return body;
}

/** The floor; a cannon-es plane looks along its local +Z, and a quarter turn about X lays it down. */
function makeFloor(): Body {
  const quaternion = new Quaternion(-Math.SQRT1_2, 0, 0, Math.SQRT1_2);
  return new Body({ mass: 0, shape: new Plane(), quaternion, material: surface(1), ...FILTER.fixed });
}

/** The agent as the solver knows it: an upright cylinder that glides above the floor. */
function makePerson(): Body {
  return new Body({
    mass: AGENT_MASS,
    position: new Vector(0, (STEP_OVER + AGENT.height) / 2, 0),
    shape: new Cylinder(AGENT.radius, AGENT.radius, AGENT.height - STEP_OVER, 12),
    material: surface(0),
    fixedRotation: true,
    linearFactor: new Vector(1, 0, 1),
    allowSleep: false,
    ...UNDAMPED,
    ...FILTER.person,
  });
}

/** A body's surface; cannon-es multiplies the values of two that meet. */
function surface(restitution: number): Material {
  return new Material({ friction: Math.sqrt(FRICTION), restitution });
}

/**
 * Pairs of bodies whose boxes overlap and of which one is awake.
 *
 * cannon-es' NaiveBroadphase looks at all pairs, its GridBroadphase crashes; here a room at rest costs nothing.
 */
class AwakePairs extends Broadphase {
  override collisionPairs(world: World, first: Body[], second: Body[]): void {
    const { bodies } = world;
    for (let i = 0; i < bodies.length; i++) {
      const body = bodies[i];
      if (!isAwake(body)) continue;
      for (let j = 0; j < bodies.length; j++) {
        // Two awake bodies meet when the later one is looked at.
        if (j === i || (j > i && isAwake(bodies[j]))) continue;
        if (this.needBroadphaseCollision(body, bodies[j])) this.doBoundingBoxBroadphase(body, bodies[j], first, second);
      }
    }
  }
}

/**
 * Contacts whose friction obeys Coulomb's law.
 *
 * cannon-es bounds the friction impulse by a force, so that it is 1 / dt times too strong, and lets every contact point
 * rub with the whole weight (its own remedy, `enableFrictionReduction`, swaps the lever arms). Here the points of a pair
 * of bodies share the impulse of one substep.
 */
class SharedFriction extends Narrowphase {
  override getContacts(...args: Parameters<Narrowphase['getContacts']>): void {
    super.getContacts(...args);
    const frictions = args[5];
    for (let start = 0, end = 0; start < frictions.length; start = end) {
      const { bi, bj } = frictions[start];
      const samePair = (a: Body, b: Body): boolean => (a === bi && b === bj) || (a === bj && b === bi);
      while (end < frictions.length && samePair(frictions[end].bi, frictions[end].bj)) end++;
      // Two tangents a point.
      const numPoints = (end - start) / 2;
      for (let i = start; i < end; i++) {
        frictions[i].minForce *= SUBSTEP / numPoints;
        frictions[i].maxForce *= SUBSTEP / numPoints;
      }
    }
  }
}

function isAwake(body: Body): boolean {
  return body.type !== Body.STATIC && body.sleepState !== Body.SLEEPING;
}

/** Advances a leaf by its angular speed, stops it at its limits, and slows it by the hinge's friction. */
function turnLeaf(leaf: Leaf, body: Body): void {
  const angle = leaf.angle + body.angularVelocity.y * SUBSTEP;
  leaf.angle = Math.min(leaf.limits.high, Math.max(leaf.limits.low, angle));
  body.angularVelocity.set(0, leaf.angle === angle ? body.angularVelocity.y * KEEP.leaf : 0, 0);
  const half = (shutYaw(leaf.door) + leaf.angle) / 2;
  body.quaternion.set(0, Math.sin(half), 0, Math.cos(half));
}
