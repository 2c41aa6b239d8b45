import { type BodyPlan, planLeaf, planLoose } from './body-plan.ts';
import { type Bounds, areApart, boundsOf } from './bounds.ts';
import type { AgentBody, PhysicsLevel } from '../env.ts';
import type { Vec2, Vec3 } from '../geometry.ts';
import type { Hasher } from '../hash.ts';
import { type House, type MovableRef, listMovables } from '../house.ts';
import { initialPlacement } from './initial-placement.ts';
import { type Placement, carryAlong } from './joint.ts';
import type { ModelLibrary } from '../model.ts';
import { pushLeaves } from './leaf-push.ts';
import { objectFootprints } from './movable-footprints.ts';
import { Obstacles } from './obstacles.ts';
import { Parts } from './parts.ts';
import { RigidBodies } from './rigid-bodies.ts';
import { type SolidBox, carcassBoxes, shellBoxes } from './static-boxes.ts';
import { SwingingLeaf } from './swinging-leaf.ts';
import { type Way, boundsAround } from './way.ts';

/** In which house, and what happens to things that are walked into: see `Movables`. */
export interface MovablesOptions {
  readonly house: House;
  readonly library: ModelLibrary;
  readonly agent: AgentBody;
  readonly level: PhysicsLevel;
}

/**
 * Door leaves, loose things and parts of furniture: where they are and how far they stand open. At the rigid level they
 * are pushed, fall and roll as `RigidBodies`, which are made when something is first touched; at the kinematic level
 * loose things stand where they were put and stop those who walk, who push leaves open.
 */
export class Movables {
  /** (numMovables, 7): x y z qx qy qz qw in the order of `listMovables`; a leaf's pose is that of its box's centre. */
  readonly poses: Float64Array;
  readonly parts: Parts;
  readonly #options: MovablesOptions;
  readonly #rows: readonly MovableRef[];
  /** Leaves and loose things: the first rows of `poses`. */
  readonly #numFree: number;
  readonly #leaves: ReadonlyMap<number, SwingingLeaf>;
  /** Rows of the loose things with parts, each part's row with its owner's. */
  readonly #owners: readonly { readonly part: number; readonly owner: number }[];
  readonly #held = new Set<number>();
  readonly #shell: readonly SolidBox[];
  /** What never moves, to an agent that walks. */
  readonly #obstacles: Obstacles;
  /** Loose things that stand in the way at the kinematic level; null until they are looked at where they are now. */
  #bystanders: Obstacles | null = null;
  /** Rows that are not as the house has them, at the kinematic level. */
  readonly #moved = new Set<number>();
  /** Null until something is touched. */
  #bodies: RigidBodies | null = null;
  #plans: readonly BodyPlan[] | null = null;
  /** Of all plans, where the house has the things. */
  #bounds: readonly Bounds[] | null = null;

  constructor(options: MovablesOptions) {
    const { house, library, agent } = options;
    this.#options = options;
    this.#shell = shellBoxes(house);
    const furniture = house.objects.filter(({ fixed }) => fixed).flatMap((object) => carcassBoxes(object, library));
    this.#obstacles = Obstacles.ofBoxes([...this.#shell, ...furniture], agent);
    this.parts = new Parts(house, library, agent);
    this.#rows = listMovables(house, library);
    this.#numFree = this.#rows.filter(({ kind }) => kind === 'door' || kind === 'object').length;
    this.#leaves = new Map(
      this.#rows.flatMap(({ kind, index }, row) =>
        kind === 'door' ? [[row, new SwingingLeaf(house.doors[index], this.#obstacles)]] : [],
      ),
    );
    this.#owners = this.parts.list.flatMap(({ object, index }, part) =>
      object.fixed
        ? []
        : [{ part, owner: this.#rows.findIndex((row) => row.kind === 'object' && row.index === index) }],
    );
    this.poses = new Float64Array(this.#rows.length * 7);
    this.reset();
  }

  /** Puts everything back where the house has it, at rest. */
  reset(): void {
    const { house, library } = this.#options;
    this.parts.reset();
    for (const leaf of this.#leaves.values()) leaf.reset();
    this.#held.clear();
    this.#moved.clear();
    this.#bystanders = null;
    this.#rows.forEach((movable, row) => this.#write(row, initialPlacement(house, library, movable)));
    this.#bodies?.reset();
  }

  /** The part whose row in `poses` this is. */
  partAt(row: number): number {
    return row - this.#numFree;
  }

  /** Whether every leaf and loose thing is at rest. */
  get settled(): boolean {
    return this.#bodies?.settled ?? true;
  }

  /** Hashes the poses of leaves and loose things, or of those that were moved, then each part that is not as the house has it. */
  addStateTo(hasher: Hasher): void {
    if (this.#isRigid) hasher.addNumbers(this.poses.subarray(0, this.#numFree * 7));
    for (const row of [...this.#moved].sort((a, b) => a - b)) {
      hasher.addNumbers([row]).addNumbers(this.poses.subarray(row * 7, row * 7 + 7));
    }
    hasher.addNumbers(this.parts.changes);
  }

  /** Where a thing is. */
  placementOf(row: number): Placement {
    const [x, y, z, qx, qy, qz, qw] = this.poses.subarray(row * 7, row * 7 + 7);
    return { position: [x, y, z], rotation: [qx, qy, qz, qw] };
  }

  /** Kilograms of a leaf or loose thing. */
  massOf(row: number): number {
    return this.#bodyPlans[row].mass;
  }

  /** The part of a way that is free to a disc: of walls and furniture and, at the kinematic level, of loose things. */
  freePart(from: Vec2, to: Vec2, radius: number): number {
    const free = Math.min(
      this.#obstacles.sweepDisc(from, to, radius),
      this.parts.obstacles.sweepDisc(from, to, radius),
    );
    return this.#isRigid ? free : Math.min(free, this.#bystandersNow.sweepDisc(from, to, radius));
  }

  /** Unit vectors away from all that stops a disc and is nearer than `reach` metres to its middle. */
  sidesNear(point: Vec2, reach: number): Vec2[] {
    const all = [this.#obstacles, this.parts.obstacles, ...(this.#isRigid ? [] : [this.#bystandersNow])];
    return all.flatMap((obstacles) => obstacles.sidesNear(point, reach));
  }

  /**
   * Lets all walk their ways side by side among rigid bodies; gives the metres each makes. Nothing is simulated while
   * nothing is touched, so a walk through a tidy room is free.
   */
  walk(ways: readonly Way[]): readonly number[] {
    if (this.settled && !ways.some((way) => this.#isNear(way))) return ways.map(({ allowed }) => allowed);
    const reached = this.#rigid.walk(ways);
    this.#writeBodies();
    return reached;
  }

  /** Lets one walk among things that stand fast, pushing leaves open but not into `others`; gives the metres made. */
  pushLeaves(way: Way, others: readonly Vec2[]): number {
    const { radius } = this.#options.agent;
    const start: Vec2 = [way.start[0], way.start[2]];
    const near = [...this.#leaves].filter(([, leaf]) => leaf.canReach(start, way.allowed + radius));
    if (near.length === 0) return way.allowed;
    const angles = near.map(([, leaf]) => leaf.angle);
    const leaves = near.map(([, leaf]) => leaf);
    const reached = pushLeaves(way, leaves, { radius, others });
    near.forEach(([row, leaf], i) => leaf.angle !== angles[i] && this.#showLeaf(row));
    return reached;
  }

  /** Wakes a leaf or loose thing and gives it a velocity, m/s (a leaf takes radians per second about +Y from `velocity[1]`); rigid level only. */
  push(row: number, velocity: Vec3): void {
    if (this.#isRigid) this.#rigid.push(row, velocity);
  }

  /** How far a door leaf stands from shut, radians, counter-clockwise positive; 0 for all else. */
  angleOf(row: number): number {
    return this.#leaves.get(row)?.angle ?? 0;
  }

  /** Sets a door leaf at an angle from shut, radians, at rest. */
  swing(row: number, angle: number): void {
    this.#leaves.get(row)?.turnTo(angle);
    this.#showLeaf(row);
    this.#bodies?.swing(row);
    this.#writeBodies();
  }

  /** Moves a part; what lies in it goes along, and at the rigid level what lay against it is free to fall. */
  setOpenness(part: number, openness: number): void {
    const before = this.parts.placementOf(part);
    const inside = this.listInside(part);
    this.parts.setOpenness(part, openness);
    const after = this.parts.placementOf(part);
    const carried = new Map(inside.map((row) => [row, carryAlong(this.placementOf(row), before, after)]));
    if (this.#isRigid) this.#rigid.movePart(part, carried);
    else for (const [row, placement] of carried) this.#place(row, placement);
    this.#writePart(part);
    this.#writeBodies();
  }

  /** Rows of the loose things whose middle is within a part's boxes or between them: a drawer's contents. */
  listInside(part: number): number[] {
    if (!this.parts.list[part].object.fixed) return [];
    return this.#lyingRows.filter((row) => this.parts.isInside(part, this.placementOf(row).position));
  }

  /** Takes a loose thing out of the world's ways, to be carried. */
  hold(row: number): void {
    if (this.#isRigid) this.#rigid.hold(row);
    this.#held.add(row);
    this.#bystanders = null;
  }

  /** Sets a thing down where it is to rest or, when it is to fall, lets go of it there; at the kinematic level nothing falls. */
  release(row: number, placement: Placement, falls: boolean): void {
    this.#held.delete(row);
    this.#bodies?.letGo(row);
    this.move(row, placement);
    if (falls) this.#bodies?.wake(row);
  }

  /** Puts a thing that is carried elsewhere. */
  move(row: number, placement: Placement): void {
    if (this.#isRigid) this.#rigid.place(row, placement);
    else this.#place(row, placement);
    this.#writeBodies();
  }

  /** Lets go of all bodies. */
  dispose(): void {
    this.#bodies?.dispose();
    this.#bodies = null;
  }

  get #isRigid(): boolean {
    return this.#options.level === 'rigid';
  }

  get #rigid(): RigidBodies {
    return (this.#bodies ??= new RigidBodies({
      ...this.#options,
      walls: Obstacles.ofBoxes(this.#shell, this.#options.agent),
      shell: this.#shell,
      plans: this.#bodyPlans,
      leaves: this.#leaves,
      parts: this.parts,
      held: this.#held,
    }));
  }

  get #bodyPlans(): readonly BodyPlan[] {
    const { house, library } = this.#options;
    return (this.#plans ??= this.#rows
      .slice(0, this.#numFree)
      .map(({ kind, index }) =>
        kind === 'door' ? planLeaf(house.doors[index]) : planLoose(house.objects[index], library),
      ));
  }

  /** Of the loose things that nobody carries. */
  get #lyingRows(): number[] {
    return [...Array(this.#numFree).keys()].filter((row) => !this.#leaves.has(row) && !this.#held.has(row));
  }

  get #bystandersNow(): Obstacles {
    const { house, library, agent } = this.#options;
    return (this.#bystanders ??= new Obstacles(
      this.#lyingRows.flatMap((row) =>
        objectFootprints({ ...house.objects[this.#rows[row].index], ...this.placementOf(row) }, library, agent),
      ),
    ));
  }

  #isNear(way: Way): boolean {
    const around = boundsAround(way, this.#options.agent);
    if (this.#bodies) return this.#bodies.isNear(around);
    this.#bounds ??= this.#bodyPlans.map(boundsOf);
    return this.#bounds.some((bounds) => !areApart(bounds, around));
  }

  #showLeaf(row: number): void {
    const leaf = this.#leaves.get(row);
    if (leaf) this.#place(row, leaf.pose);
  }

  /** Writes a leaf or a loose thing down elsewhere. */
  #place(row: number, placement: Placement): void {
    this.#write(row, placement);
    if (!this.#held.has(row) && !this.#leaves.has(row)) this.#bystanders = null;
    if (!this.#isRigid) this.#moved.add(row);
  }

  /** Brings `poses` up to date with the bodies, and the parts of loose things with those. */
  #writeBodies(): void {
    this.#bodies?.writeTo(this.poses);
    for (const { part, owner } of this.#owners) this.#writePart(part, this.placementOf(owner));
  }

  #writePart(part: number, object?: Placement): void {
    this.#write(this.#numFree + part, this.parts.placementOf(part, undefined, object));
  }

  #write(row: number, { position, rotation }: Placement): void {
    this.poses.set(position, row * 7);
    this.poses.set(rotation, row * 7 + 3);
  }
}
