import { AABB, Body, Vec3, type World } from 'cannon-es';
import { FILTERS, planFurniture, planLeaf, planLoose, planWall } from './body-plan.ts';
import type { AgentBody } from '../env.ts';
import { type Vec3 as Point, multiplyQuat } from '../geometry.ts';
import type { Hasher } from '../hash.ts';
import { type House, listMovables } from '../house.ts';
import { type Placement, moveFrom, toFrame } from './joint.ts';
import type { ModelLibrary } from '../model.ts';
import { Obstacles } from './obstacles.ts';
import { Parts } from './parts.ts';
import { makeBody, makeFloor, placeBody, turnBody } from './physics-body.ts';
import { SUBSTEP } from './physics-constants.ts';
import { createSolver } from './physics-solver.ts';
import { carcassBoxes, footprintOf, shellBoxes, standsInTheWay } from './static-boxes.ts';
import { SwingingLeaf } from './swinging-leaf.ts';

/** Part of its turning speed that a loose thing keeps over one substep. */
const KEEP_SPIN = 0.9;
/** Bodies nearer to a walker's skin than this are simulated, metres. */
const NEAR = 0.05;
/** What is this near to a thing that is taken or moved may have leant on it, metres. */
const TOUCH = 0.02;

/** Door leaves, loose things and parts of furniture, and the solver that moves them. */
export class Movables {
  /** (numMovables, 7): x y z qx qy qz qw in the order of `listMovables`; a leaf's pose is that of its box's centre. */
  readonly poses: Float64Array;
  readonly parts: Parts;
  /** What never moves, to an agent that walks. */
  readonly obstacles: Obstacles;
  readonly solver: World = createSolver();
  readonly #shell: Obstacles;
  /** Leaves and loose things: the first rows of `poses`. */
  readonly #bodies: Body[] = [];
  readonly #leaves = new Map<Body, SwingingLeaf>();
  /** One each part; null for that of a loose thing, whose own body it belongs to. */
  readonly #partBodies: readonly (Body | null)[];
  /** Rows of the loose things with parts, each part's row with its owner's. */
  readonly #owners: readonly { readonly part: number; readonly owner: number }[];
  readonly #held = new Set<Body>();

  constructor(house: House, library: ModelLibrary, agent: AgentBody) {
    const shell = shellBoxes(house);
    const furniture = house.objects.filter((object) => object.fixed);
    const toObstacles = (boxes: typeof shell): Obstacles =>
      new Obstacles(boxes.filter((box) => standsInTheWay(box, agent)).map(footprintOf));
    this.#shell = toObstacles(shell);
    this.obstacles = toObstacles([...shell, ...furniture.flatMap((object) => carcassBoxes(object, library))]);
    this.parts = new Parts(house, library, agent);
    this.solver.addBody(makeFloor());
    for (const box of shell) this.solver.addBody(makeBody(planWall(box)));
    for (const object of furniture) {
      const model = library.getModel(object.category, object.variant);
      this.solver.addBody(makeBody(planFurniture(object, model, object.size)));
    }
    this.#partBodies = this.parts.list.map(({ object, part }, i) =>
      object.fixed ? makeBody(planFurniture(this.parts.placementOf(i), part, object.size)) : null,
    );
    for (const body of this.#partBodies) if (body) this.solver.addBody(body);
    const movables = listMovables(house, library);
    for (const { kind, index } of movables) {
      if (kind !== 'door' && kind !== 'object') break;
      const door = kind === 'door' ? house.doors[index] : null;
      const body = makeBody(door ? planLeaf(door) : planLoose(house.objects[index], library));
      if (door) this.#leaves.set(body, new SwingingLeaf(door, this.obstacles));
      this.#bodies.push(body);
      this.solver.addBody(body);
    }
    this.#owners = this.parts.list.flatMap(({ object, index }, part) =>
      object.fixed ? [] : [{ part, owner: movables.findIndex((row) => row.kind === 'object' && row.index === index) }],
    );
    this.poses = new Float64Array(movables.length * 7);
    this.reset();
  }

  /** Puts everything back where the house has it, at rest. */
  reset(): void {
    this.solver.time = 0;
    this.parts.reset();
    for (const body of this.#bodies) {
      this.#letGo(body);
      body.position.copy(body.initPosition);
      turnBody(body, body.initQuaternion.toArray());
      body.sleep();
      this.#leaves.get(body)?.reset();
    }
    this.#partBodies.forEach((body, i) => body && placeBody(body, this.parts.placementOf(i)));
    this.parts.list.forEach((_, i) => this.#writePart(i));
    this.writePoses();
  }

  /** Row of a part in `poses`. */
  rowOf(part: number): number {
    return this.#bodies.length + part;
  }

  /** The part whose row in `poses` this is. */
  partAt(row: number): number {
    return row - this.#bodies.length;
  }

  /** Whether every leaf and loose thing is at rest. */
  get settled(): boolean {
    return this.#bodies.every((body) => body.sleepState === Body.SLEEPING);
  }

  /** Hashes the poses of leaves and loose things, then each part that is not as the house has it. */
  addStateTo(hasher: Hasher): void {
    hasher.addNumbers(this.poses.subarray(0, this.#bodies.length * 7)).addNumbers(this.parts.changes);
  }

  /** Where a thing is. */
  placementOf(row: number): Placement {
    const [x, y, z, qx, qy, qz, qw] = this.poses.subarray(row * 7, row * 7 + 7);
    return { position: [x, y, z], rotation: [qx, qy, qz, qw] };
  }

  /** Kilograms of a leaf or loose thing. */
  massOf(row: number): number {
    return this.#bodies[row].mass;
  }

  /** Wakes a leaf or loose thing and gives it a velocity, m/s (a leaf takes radians per second about +Y from `velocity[1]`). */
  push(row: number, velocity: Point): void {
    const body = this.#bodies[row];
    body.wakeUp();
    if (this.#leaves.has(body)) body.angularVelocity.set(0, velocity[1], 0);
    else body.velocity.set(...velocity);
  }

  /** How far a door leaf stands from shut, radians, counter-clockwise positive; 0 for all else. */
  angleOf(row: number): number {
    return this.#leaves.get(this.#bodies[row])?.angle ?? 0;
  }

  /** Sets a door leaf at an angle from shut, radians, at rest. */
  swing(row: number, angle: number): void {
    const body = this.#bodies[row];
    this.#leaves.get(body)?.turnTo(angle);
    turnBody(body, this.#leaves.get(body)?.rotation ?? [0, 0, 0, 1]);
    body.sleep();
    this.writePoses();
  }

  /** Moves a part; what lies in it goes along, and what lay against it is free to fall. */
  setOpenness(part: number, openness: number): void {
    const carried = this.listInside(part);
    const before = this.parts.placementOf(part);
    this.parts.setOpenness(part, openness);
    const after = this.parts.placementOf(part);
    const body = this.#partBodies[part];
    if (body) {
      this.#wakeAround(body);
      for (const row of carried) placeBody(this.#bodies[row], carry(this.placementOf(row), before, after));
      placeBody(body, after);
      this.#wakeAround(body);
      for (const row of carried) this.#bodies[row].sleep();
    }
    this.#writePart(part);
    this.writePoses();
  }

  /** Rows of the loose things whose middle is within a part's boxes or between them: a drawer's contents. */
  listInside(part: number): number[] {
    const { object, part: model } = this.parts.list[part];
    if (!object.fixed) return [];
    const frame = this.parts.placementOf(part);
    const isWithin = (point: Point, axis: 0 | 1 | 2): boolean => {
      const low = Math.min(...model.colliders.map(({ center, half }) => center[axis] - half[axis]));
      const high = Math.max(...model.colliders.map(({ center, half }) => center[axis] + half[axis]));
      return point[axis] > low * object.size[axis] && point[axis] < high * object.size[axis];
    };
    return [...this.#bodies.keys()].filter((row) => {
      if (this.#leaves.has(this.#bodies[row]) || this.#held.has(this.#bodies[row])) return false;
      const point = toFrame(frame, this.placementOf(row).position);
      return isWithin(point, 0) && isWithin(point, 1) && isWithin(point, 2);
    });
  }

  /** Takes a loose thing out of the world's ways, to be carried. */
  hold(row: number): void {
    const body = this.#bodies[row];
    this.#wakeAround(body);
    body.collisionFilterMask = 0;
    this.#held.add(body);
    body.sleep();
  }

  /** Sets a thing down where it is to rest or, when it is to fall, lets go of it there. */
  release(row: number, placement: Placement, falls: boolean): void {
    const body = this.#bodies[row];
    this.#letGo(body);
    this.move(row, placement);
    if (falls) body.wakeUp();
  }

  /** Puts a thing that is carried elsewhere. */
  move(row: number, placement: Placement): void {
    placeBody(this.#bodies[row], placement);
    this.writePoses();
  }

  /** Whether somebody who walks from one place to another comes near a leaf or a loose thing that is not carried. */
  isNear([x0, , z0]: Point, [x1, , z1]: Point, { radius, height }: AgentBody): boolean {
    const reach = radius + NEAR;
    const way = new AABB({
      lowerBound: new Vec3(Math.min(x0, x1) - reach, 0, Math.min(z0, z1) - reach),
      upperBound: new Vec3(Math.max(x0, x1) + reach, height, Math.max(z0, z1) + reach),
    });
    return this.#bodies.some((body) => {
      if (this.#held.has(body)) return false;
      if (body.aabbNeedsUpdate) body.updateAABB();
      return body.aabb.overlaps(way);
    });
  }

  /** Lets one substep pass. */
  step(): void {
    this.solver.step(SUBSTEP);
    for (const body of this.#bodies) {
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

  /** Brings `poses` up to date after some steps. */
  writePoses(): void {
    this.#bodies.forEach((body, row) => {
      const { x, y, z } = body.position;
      const { x: qx, y: qy, z: qz, w: qw } = body.quaternion;
      const leaf = this.#leaves.get(body)?.pose;
      const pose = leaf ? [...leaf.position, ...leaf.rotation] : [x, y, z, qx, qy, qz, qw];
      // Contacts make small things tremble too fast for cannon-es to let them sleep; what stays in its place may.
      if (isSamePlace(pose, this.poses.subarray(row * 7, row * 7 + 7))) body.sleep();
      this.poses.set(pose, row * 7);
    });
    for (const { part, owner } of this.#owners) this.#writePart(part, this.placementOf(owner));
  }

  #writePart(part: number, object?: Placement): void {
    const { position, rotation } = this.parts.placementOf(part, undefined, object);
    this.poses.set([...position, ...rotation], this.rowOf(part) * 7);
  }

  #letGo(body: Body): void {
    if (!this.#held.delete(body)) return;
    body.collisionFilterMask = FILTERS.loose.collisionFilterMask;
  }

  #wakeAround(moved: Body): void {
    moved.updateAABB();
    const around = moved.aabb.clone();
    around.lowerBound.vsub(new Vec3(TOUCH, TOUCH, TOUCH), around.lowerBound);
    around.upperBound.vadd(new Vec3(TOUCH, TOUCH, TOUCH), around.upperBound);
    for (const body of this.#bodies) {
      if (body === moved || this.#leaves.has(body) || this.#held.has(body)) continue;
      if (body.aabbNeedsUpdate) body.updateAABB();
      if (body.aabb.overlaps(around)) body.wakeUp();
    }
  }

  /** Takes back a step into a wall: what is squeezed hard enough passes through thin boxes. */
  #keepOutOfWalls({ position, previousPosition, velocity }: Body): void {
    const { x, z } = previousPosition;
    if (this.#shell.sweepDisc([x, z], [position.x, position.z], 0) === 1) return;
    position.set(x, position.y, z);
    velocity.set(0, velocity.y, 0);
  }
}

/** Where a thing gets that is fixed to a frame, when the frame moves. */
function carry({ position, rotation }: Placement, before: Placement, after: Placement): Placement {
  const [x, y, z, w] = before.rotation;
  return {
    position: moveFrom(after, toFrame(before, position)),
    rotation: multiplyQuat(multiplyQuat(after.rotation, [-x, -y, -z, w]), rotation),
  };
}

/** Whether two poses differ by less than 2 mm and about 0.04 radians. */
function isSamePlace(a: readonly number[], b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - b[i]) < (i < 3 ? 2e-3 : 2e-2));
}
