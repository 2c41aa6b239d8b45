import { AABB, Body, Vec3, type World } from 'cannon-es';
import { Advance } from './advance.ts';
import type { Bounds } from './bounds.ts';
import { type BodyPlan, FILTERS, planFurniture, planWall } from './body-plan.ts';
import type { AgentBody } from '../env.ts';
import { IDENTITY, type Vec3 as Point } from '../geometry.ts';
import type { House } from '../house.ts';
import type { Placement } from './joint.ts';
import type { ModelLibrary } from '../model.ts';
import type { Obstacles } from './obstacles.ts';
import type { Parts } from './parts.ts';
import { makeBody, makeFloor, makePerson, placeBody, turnBody } from './physics-body.ts';
import { NUM_SUBSTEPS, SUBSTEP } from './physics-constants.ts';
import { createSolver, pressOn } from './physics-solver.ts';
import type { SolidBox } from './static-boxes.ts';
import type { SwingingLeaf } from './swinging-leaf.ts';
import { type Way, along } from './way.ts';

/** Part of its turning speed that a loose thing keeps over one substep. */
const KEEP_SPIN = 0.9;
/** What is this near to a thing that is taken or moved may have leant on it, metres. */
const TOUCH = 0.02;

/** What the bodies are made of, and what they share with the house's `Movables`. */
export interface RigidBodiesOptions {
  readonly house: House;
  readonly library: ModelLibrary;
  readonly agent: AgentBody;
  /** Walls, as boxes and as what stops a point. */
  readonly shell: readonly SolidBox[];
  readonly walls: Obstacles;
  /** One each leaf and loose thing, by row. */
  readonly plans: readonly BodyPlan[];
  readonly leaves: ReadonlyMap<number, SwingingLeaf>;
  readonly parts: Parts;
  /** Rows of what is carried. */
  readonly held: ReadonlySet<number>;
}

/** The rigid bodies of a house and the solver that moves them; rows are those of `Movables.poses`. */
export class RigidBodies {
  readonly #solver: World = createSolver();
  readonly #options: RigidBodiesOptions;
  /** Leaves and loose things, by row. */
  readonly #bodies: readonly Body[];
  /** One each part; null for that of a loose thing, whose own body it belongs to. */
  readonly #partBodies: readonly (Body | null)[];
  /** One each walker, made when they first walk among bodies. */
  readonly #people: Body[] = [];

  constructor(options: RigidBodiesOptions) {
    const { house, library, shell, plans, parts } = options;
    this.#options = options;
    const furniture = house.objects
      .filter(({ fixed }) => fixed)
      .map((object) => planFurniture(object, library.getModel(object.category, object.variant), object.size));
    const fixed = [makeFloor(), ...[...shell.map(planWall), ...furniture].map(makeBody)];
    this.#partBodies = parts.list.map(({ object, part }, i) =>
      object.fixed ? makeBody(planFurniture(parts.placementOf(i), part, object.size)) : null,
    );
    this.#bodies = plans.map(makeBody);
    for (const body of [...fixed, ...this.#partBodies, ...this.#bodies]) if (body) this.#solver.addBody(body);
    this.reset();
  }

  /** Puts everything back where the house has it, at rest, with leaves and parts as they now stand. */
  reset(): void {
    const { parts, leaves } = this.#options;
    this.#solver.time = 0;
    this.#bodies.forEach((body, row) => {
      this.letGo(row);
      body.position.copy(body.initPosition);
      turnBody(body, leaves.get(row)?.rotation ?? body.initQuaternion.toArray());
      body.sleep();
    });
    this.#partBodies.forEach((body, i) => body && placeBody(body, parts.placementOf(i)));
  }

  /** Whether every leaf and loose thing is at rest. */
  get settled(): boolean {
    return this.#bodies.every((body) => body.sleepState === Body.SLEEPING);
  }

  /** Whether a leaf or a loose thing that is not carried comes into some bounds. */
  isNear({ low, high }: Bounds): boolean {
    const { held } = this.#options;
    const room = new AABB({ lowerBound: new Vec3(...low), upperBound: new Vec3(...high) });
    return this.#bodies.some((body, row) => !held.has(row) && boundsOf(body).overlaps(room));
  }

  /**
   * Lets all walk their ways side by side for a quarter of a second, pushing what is loose; gives the metres each makes.
   * The ways are those of all walkers, in the order in which they decide.
   */
  walk(ways: readonly Way[]): number[] {
    while (this.#people.length < ways.length) {
      const person = makePerson(this.#options.agent);
      this.#people.push(person);
      this.#solver.addBody(person);
    }
    const walks = ways.map((way) => ({ way, body: this.#people[way.who], advance: new Advance(way.allowed) }));
    for (let i = 0; i < NUM_SUBSTEPS; i++) {
      for (const { way, body, advance } of walks) {
        const [x, , z] = along(way, advance.progress);
        body.position.set(x, body.position.y, z);
        body.velocity.set(way.heading[0] * advance.speed, 0, way.heading[1] * advance.speed);
        body.aabbNeedsUpdate = true;
      }
      this.#step();
      for (const { way, body, advance } of walks) {
        const { start, heading } = way;
        const { x, z } = body.position;
        const reached = (x - start[0]) * heading[0] + (z - start[2]) * heading[1];
        advance.note(reached, pressOn(body, heading, this.#solver.contacts));
      }
    }
    return walks.map(({ advance }) => advance.reached);
  }

  /** Wakes a leaf or loose thing and gives it a velocity, m/s (a leaf takes radians per second about +Y from `velocity[1]`). */
  push(row: number, velocity: Point): void {
    const body = this.#bodies[row];
    body.wakeUp();
    if (this.#options.leaves.has(row)) body.angularVelocity.set(0, velocity[1], 0);
    else body.velocity.set(...velocity);
  }

  /** Brings a leaf's body to where the leaf has been turned, at rest. */
  swing(row: number): void {
    turnBody(this.#bodies[row], this.#options.leaves.get(row)?.rotation ?? IDENTITY);
    this.#bodies[row].sleep();
  }

  /** Brings a part's body to where the part has been moved, with what lies in it; what lay against it is free to fall. */
  movePart(part: number, carried: ReadonlyMap<number, Placement>): void {
    const body = this.#partBodies[part];
    if (!body) return;
    this.#wakeAround(body);
    for (const [row, placement] of carried) this.place(row, placement);
    placeBody(body, this.#options.parts.placementOf(part));
    this.#wakeAround(body);
    for (const row of carried.keys()) this.#bodies[row].sleep();
  }

  /** Takes a loose thing out of the world's ways, to be carried. */
  hold(row: number): void {
    const body = this.#bodies[row];
    this.#wakeAround(body);
    body.collisionFilterMask = 0;
    body.sleep();
  }

  /** Puts a thing that is no longer carried back into the world's ways. */
  letGo(row: number): void {
    if (!this.#options.leaves.has(row)) this.#bodies[row].collisionFilterMask = FILTERS.loose.collisionFilterMask;
  }

  /** Puts a loose thing elsewhere, at rest. */
  place(row: number, placement: Placement): void {
    placeBody(this.#bodies[row], placement);
  }

  /** Lets a thing fall that stands on nothing. */
  wake(row: number): void {
    this.#bodies[row].wakeUp();
  }

  /** Brings the rows of leaves and loose things up to date. */
  writeTo(poses: Float64Array): void {
    this.#bodies.forEach((body, row) => {
      const { x, y, z } = body.position;
      const { x: qx, y: qy, z: qz, w: qw } = body.quaternion;
      const leaf = this.#options.leaves.get(row)?.pose;
      const pose = leaf ? [...leaf.position, ...leaf.rotation] : [x, y, z, qx, qy, qz, qw];
      // Contacts make small things tremble too fast for cannon-es to let them sleep; what stays in its place may.
      if (isSamePlace(pose, poses.subarray(row * 7, row * 7 + 7))) body.sleep();
      poses.set(pose, row * 7);
    });
  }

  /** Lets go of all bodies. */
  dispose(): void {
    this.#solver.bodies.length = 0;
  }

  #step(): void {
    this.#solver.step(SUBSTEP);
    this.#bodies.forEach((body, row) => {
      if (body.sleepState === Body.SLEEPING) return;
      const leaf = this.#options.leaves.get(row);
      if (leaf) {
        body.angularVelocity.set(0, leaf.advance(body.angularVelocity.y, SUBSTEP), 0);
        body.quaternion.set(...leaf.rotation);
        return;
      }
      this.#keepOutOfWalls(body);
      // Instead of cannon-es' own damping, whose `Math.pow` differs between engines.
      body.angularVelocity.scale(KEEP_SPIN, body.angularVelocity);
    });
  }

  #wakeAround(moved: Body): void {
    const { leaves, held } = this.#options;
    moved.updateAABB();
    const around = moved.aabb.clone();
    around.lowerBound.vsub(new Vec3(TOUCH, TOUCH, TOUCH), around.lowerBound);
    around.upperBound.vadd(new Vec3(TOUCH, TOUCH, TOUCH), around.upperBound);
    this.#bodies.forEach((body, row) => {
      if (body === moved || leaves.has(row) || held.has(row)) return;
      if (boundsOf(body).overlaps(around)) body.wakeUp();
    });
  }

  /** Takes back a step into a wall: what is squeezed hard enough passes through thin boxes. */
  #keepOutOfWalls({ position, previousPosition, velocity }: Body): void {
    const { x, z } = previousPosition;
    if (this.#options.walls.sweepDisc([x, z], [position.x, position.z], 0) === 1) return;
    position.set(x, position.y, z);
    velocity.set(0, velocity.y, 0);
  }
}

function boundsOf(body: Body): AABB {
  if (body.aabbNeedsUpdate) body.updateAABB();
  return body.aabb;
}

/** Whether two poses differ by less than 2 mm and about 0.04 radians. */
function isSamePlace(a: readonly number[], b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - b[i]) < (i < 3 ? 2e-3 : 2e-2));
}
