import { AABB, Body, Box, Broadphase, Cylinder, Material, Narrowphase, Plane, Sphere, Vec3, World } from 'cannon-es';
import type { VelocityAction } from './actions.ts';
import { advance } from './advance.ts';
import { type BodyPlan, FILTERS, FLOOR_PLAN, planFixed, planLeaf, planLoose, planPerson } from './body-plan.ts';
import { AGENT, type Action, type AgentBody, MOVE_FORWARD } from './env.ts';
import { type Pose, type Quat, type Vec2, type Vec3 as Point, forwardOf } from './geometry.ts';
import { Hasher } from './hash.ts';
import { type House, listMovables } from './house.ts';
import type { ModelLibrary } from './model.ts';
import { Obstacles } from './obstacles.ts';
import { FRICTION, GRAVITY, NUM_SUBSTEPS, SUBSTEP } from './physics-constants.ts';
import { Stance } from './stance.ts';
import { STEP_OVER, footprintOf, shellBoxes, standsInTheWay, staticBoxes } from './static-boxes.ts';
import { SwingingLeaf } from './swinging-leaf.ts';

/** Losing more than this to a wall is a collision, metres. */
const MAX_LOSS = 1e-3;
/** Cosine of the steepest angle at which a touch counts as ahead rather than beside. */
const GLANCE = 0.3;
/** Movable bodies nearer to the agent's skin than this are simulated, metres. */
const NEAR = 0.05;
/** Part of its turning speed that a loose thing keeps over one substep. */
const KEEP_SPIN = 0.9;

/**
 * The moving part of a house: loose objects, door leaves and the agent.
 *
 * The agent walks along its heading and never slides. Walls and fixed furniture stop it exactly (`Obstacles`); what is
 * loose is pushed by the solver. Nothing is simulated while nothing is touched, so a walk through a tidy room is free.
 */
export class Physics {
  /** (numMovables, 7): x y z qx qy qz qw in the order of `listMovables`; a leaf's pose is that of its box's centre. */
  readonly poses: Float64Array;
  readonly #world = new World({ gravity: new Vec3(0, -GRAVITY, 0), allowSleep: true, broadphase: new AwakePairs() });
  readonly #obstacles: Obstacles;
  readonly #shell: Obstacles;
  readonly #movables: Body[] = [];
  readonly #leaves = new Map<Body, SwingingLeaf>();
  readonly #shape: AgentBody;
  readonly #person: Body;
  #stance: Stance;

  constructor(house: House, library: ModelLibrary, agent: AgentBody = AGENT) {
    this.#shape = agent;
    this.#person = makePerson(agent);
    this.#stance = new Stance({ position: [0, 0, 0], yaw: 0, pitch: 0 }, agent);
    this.#obstacles = Obstacles.ofHouse(house, library, agent);
    const walls = shellBoxes(house).filter((box) => standsInTheWay(box, agent));
    this.#shell = new Obstacles(walls.map(footprintOf));
    this.#world.narrowphase = new SharedFriction(this.#world);
    // Nobody listens for new contacts, and keeping the account of them is most of a step's cost.
    this.#world.collisionMatrixTick = () => undefined;
    this.#world.addBody(makeBody(FLOOR_PLAN).addShape(new Plane()));
    for (const box of staticBoxes(house, library)) this.#world.addBody(makeBody(planFixed(box)));
    for (const { kind, index } of listMovables(house, library)) {
      const door = kind === 'door' ? house.doors[index] : null;
      const body = makeBody(door ? planLeaf(door) : planLoose(house.objects[index], library));
      if (door) this.#leaves.set(body, new SwingingLeaf(door, this.#obstacles));
      this.#movables.push(body);
      this.#world.addBody(body);
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
      turn(body, body.initQuaternion.toArray());
      body.sleep();
      this.#leaves.get(body)?.reset();
    }
    this.#writePoses();
  }

  /** Sets the agent down; its height above the floor is kept as given. */
  placeAgent(pose: Pose): void {
    this.#stance = new Stance(pose, this.#shape);
  }

  get agent(): Pose {
    return this.#stance.pose;
  }

  /** Carries out one motion and lets a quarter of a second pass; `collided` when the agent could not go its full way. */
  actuate(motion: Action | VelocityAction): { collided: boolean } {
    if (typeof motion !== 'number') return this.#drive(motion);
    this.#stance.turn(motion);
    return { collided: this.#walk(motion === MOVE_FORWARD ? this.#shape.stepLength : 0) };
  }

  /** Wakes a movable thing and gives it a velocity, m/s (a door leaf takes radians per second about +Y from `velocity[1]`). */
  push(index: number, velocity: Point): void {
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
    const { position, yaw, pitch } = this.#stance.pose;
    return new Hasher().addNumbers([...position, yaw, pitch, ...this.poses]).digest();
  }

  /** Lets go of all bodies. */
  dispose(): void {
    this.#world.bodies.length = this.#movables.length = 0;
  }

  /** Goes along the chord of the arc that the two speeds describe: half the turn, the way, the other half. */
  #drive({ linear, angular }: VelocityAction): { collided: boolean } {
    const duration = NUM_SUBSTEPS * SUBSTEP;
    this.#stance.turnBy((angular * duration) / 2);
    const collided = this.#walk(Math.abs(linear) * duration, linear < 0 ? -1 : 1);
    this.#stance.turnBy((angular * duration) / 2);
    return { collided };
  }

  /** Walks up to `length` metres along the heading or backwards; true when something stopped it. */
  #walk(length: number, direction: 1 | -1 = 1): boolean {
    const [x, y, z] = this.#stance.position;
    const [forwardX, forwardZ] = forwardOf(this.agent.yaw);
    const heading: Vec2 = [forwardX * direction, forwardZ * direction];
    const at = (progress: number): Point => [x + heading[0] * progress, y, z + heading[1] * progress];
    const [endX, , endZ] = at(length);
    const allowed = length * this.#obstacles.sweepDisc([x, z], [endX, endZ], this.#shape.radius);
    const hitWall = allowed < length - MAX_LOSS;
    if (this.settled && !this.#isNearMovable(at(0), at(allowed))) {
      this.#stance.position = at(allowed);
      return hitWall;
    }
    const { progress, held } = advance(allowed, (begin, speed) => {
      const [beginX, , beginZ] = at(begin);
      this.#person.position.set(beginX, this.#person.position.y, beginZ);
      this.#person.velocity.set(heading[0] * speed, 0, heading[1] * speed);
      this.#person.aabbNeedsUpdate = true;
      this.#step();
      const { position } = this.#person;
      return { reached: (position.x - x) * heading[0] + (position.z - z) * heading[1], press: this.#press(heading) };
    });
    this.#stance.position = at(progress);
    this.#writePoses();
    return hitWall || held;
  }

  #step(): void {
    this.#world.step(SUBSTEP);
    for (const body of this.#movables) {
      if (body.sleepState === Body.SLEEPING) continue;
      const leaf = this.#leaves.get(body);
      if (leaf) {
        body.angularVelocity.set(0, leaf.advance(body.angularVelocity.y, SUBSTEP), 0);
        body.quaternion.set(...leaf.rotation);
        continue;
      }
      this.#keepOutOfWalls(body);
      // Instead of cannon-es' own damping, whose `Math.pow` differs between engines.
      body.angularVelocity.scale(KEEP_SPIN, body.angularVelocity);
    }
  }

  /** Takes back a step into a wall: what is squeezed hard enough passes through thin boxes. */
  #keepOutOfWalls({ position, previousPosition, velocity }: Body): void {
    const { x, z } = previousPosition;
    if (this.#shell.sweepDisc([x, z], [position.x, position.z], 0) === 1) return;
    position.set(x, position.y, z);
    velocity.set(0, velocity.y, 0);
  }

  /** How deep the agent was pressed into what stands before it, metres. */
  #press(heading: Vec2): number {
    let deepest = 0;
    for (const { bi, bj, ni, ri, rj } of this.#world.contacts) {
      const ahead = (ni.x * heading[0] + ni.z * heading[1]) * (bi === this.#person ? 1 : -1);
      if ((bi !== this.#person && bj !== this.#person) || ahead < GLANCE) continue;
      const gap = bj.previousPosition.vadd(rj).vsub(bi.previousPosition).vsub(ri).dot(ni);
      deepest = Math.max(deepest, -gap);
    }
    return deepest;
  }

  #isNearMovable(start: Point, end: Point): boolean {
    const { radius, height } = this.#shape;
    const reach = radius + NEAR;
    const low = new Vec3(Math.min(start[0], end[0]) - reach, 0, Math.min(start[2], end[2]) - reach);
    const high = new Vec3(Math.max(start[0], end[0]) + reach, height, Math.max(start[2], end[2]) + reach);
    const way = new AABB({ lowerBound: low, upperBound: high });
    return this.#movables.some((body) => {
      if (body.aabbNeedsUpdate) body.updateAABB();
      return body.aabb.overlaps(way);
    });
  }

  #writePoses(): void {
    this.#movables.forEach((body, index) => {
      const { x, y, z } = body.position;
      const { x: qx, y: qy, z: qz, w: qw } = body.quaternion;
      const leaf = this.#leaves.get(body)?.pose;
      const pose = leaf ? [...leaf.position, ...leaf.rotation] : [x, y, z, qx, qy, qz, qw];
      // Contacts make small things tremble too fast for cannon-es to let them sleep; what stays in its place may.
      if (isSamePlace(pose, this.poses.subarray(index * 7, index * 7 + 7))) body.sleep();
      this.poses.set(pose, index * 7);
    });
  }
}

/** Whether two poses differ by less than 2 mm and about 0.04 radians. */
function isSamePlace(a: readonly number[], b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - b[i]) < (i < 3 ? 2e-3 : 2e-2));
}

function makeBody({ kind, mass, position, rotation, boxes, radius, restitution }: BodyPlan): Body {
  const body = new Body({
    mass,
    position: new Vec3(...position),
    // cannon-es multiplies the values of two that meet.
    material: new Material({ friction: Math.sqrt(FRICTION), restitution }),
    sleepSpeedLimit: 0.4,
    sleepTimeLimit: 0.3,
    linearDamping: 0,
    angularDamping: 0,
    ...FILTERS[kind],
  });
  if (radius === null)
    for (const { center, half } of boxes) body.addShape(new Box(new Vec3(...half)), new Vec3(...center));
  else body.addShape(new Sphere(radius));
  turn(body, rotation);
  if (kind === 'leaf') {
    // One degree of freedom: it turns about the hinge, with the inertia of a rod about its end.
    body.invMass = 0;
    body.invInertia.set(0, 3 / (mass * (2 * boxes[0].half[0]) ** 2), 0);
    body.updateInertiaWorld(true);
  }
  return body;
}

/** Gives a finished body its orientation: its inertia must have been taken from the shapes as they stand upright. */
function turn(body: Body, rotation: Quat): void {
  body.quaternion.set(...rotation);
  body.updateInertiaWorld(true);
  body.aabbNeedsUpdate = true;
}

/** The agent as the solver knows it: an upright cylinder that glides above the floor. */
function makePerson(agent: AgentBody): Body {
  const body = makeBody(planPerson(agent));
  const cylinder = new Cylinder(agent.radius, agent.radius, agent.height - STEP_OVER, 12);
  // Its corners come from `Math.sin`, whose last bits differ between engines.
  for (const vector of [...cylinder.vertices, ...(cylinder.uniqueAxes ?? [])]) {
    vector.set(Math.fround(vector.x), Math.fround(vector.y), Math.fround(vector.z));
  }
  cylinder.computeNormals();
  body.linearFactor.set(1, 0, 1);
  body.fixedRotation = true;
  body.allowSleep = false;
  return body.addShape(cylinder);
}

/** Pairs of bodies that may touch and of which one is awake: unlike with cannon-es' own, a room at rest costs little. */
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
 * Friction by Coulomb's law: the contact points of two bodies share the impulse of one substep. cannon-es bounds it by a
 * force (1 / dt times too much) at every point, and its own `enableFrictionReduction` swaps the lever arms.
 */
class SharedFriction extends Narrowphase {
  override getContacts(...args: Parameters<Narrowphase['getContacts']>): void {
    super.getContacts(...args);
    const frictions = args[5];
    for (let start = 0, end = 0; start < frictions.length; start = end) {
      const pair = [frictions[start].bi, frictions[start].bj];
      while (end < frictions.length && pair.includes(frictions[end].bi) && pair.includes(frictions[end].bj)) end++;
      for (const friction of frictions.slice(start, end)) {
        // Two tangents a point.
        friction.maxForce *= (2 * SUBSTEP) / (end - start);
        friction.minForce = -friction.maxForce;
      }
    }
  }
}

function isAwake(body: Body): boolean {
  return body.type !== Body.STATIC && body.sleepState !== Body.SLEEPING;
}
