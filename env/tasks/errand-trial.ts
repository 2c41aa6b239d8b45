import type { ResolvedCommand } from '../interaction/actions.ts';
import { categoryId } from '../categories.ts';
import { type Errand, STOP } from '../env.ts';
import { type Quat, type Vec3, rotate } from '../geometry.ts';
import { GoalDistance } from '../navigation/goal-distance.ts';
import { type HouseObject, listMovables } from '../house.ts';
import { type Measures, computeMeasures } from '../measures.ts';
import type { GoalSense, Tally, Trial } from './task.ts';
import type { World } from '../world.ts';

/** What lies on a thing begins no higher above its top than this, metres: a plate may be in between. */
const ON_TOP = 0.05;

/** A thing is to be picked up, carried, and put on or in another; then stop is said. */
export class ErrandTrial implements Trial {
  readonly #world: World;
  readonly #objectIndex: number;
  readonly #object: HouseObject;
  readonly #receptacle: HouseObject;
  /** Row of the object in `Physics.poses`. */
  readonly #row: number;
  readonly #toObject: GoalDistance;
  readonly #toReceptacle: GoalDistance;
  /** From the object to the receptacle, metres. */
  readonly #carryDistance: number;
  readonly #startDistance: number;
  #picked = false;
  #stopped = false;

  /** @throws RangeError when the episode names no errand, or things that are not in the house */
  constructor(world: World) {
    const { spec, house, library, navMesh, pose } = world;
    const { object, receptacle } = findErrand(house.objects, spec.errand);
    const [fetching, carrying] = spec.subGoals ?? [];
    this.#world = world;
    this.#object = object;
    this.#receptacle = receptacle;
    this.#objectIndex = house.objects.indexOf(object);
    this.#row = listMovables(house, library).findIndex(
      ({ kind, index }) => kind === 'object' && index === this.#objectIndex,
    );
    this.#toObject = new GoalDistance(navMesh, fetching.goals, pose.position);
    this.#toReceptacle = new GoalDistance(navMesh, carrying.goals, pose.position);
    this.#carryDistance = carrying.geodesicDistance;
    this.#startDistance = this.distance;
  }

  advance(command: ResolvedCommand): void {
    this.#picked ||= this.#isHeld;
    this.#stopped = command === STOP;
  }

  get ended(): boolean {
    return this.#stopped;
  }

  /** To the object and on to the receptacle, to the receptacle with the object in hand, or 0 when it lies there. */
  get distance(): number {
    const { position } = this.#world.pose;
    if (this.#isHeld) return this.#toReceptacle.from(position);
    return this.#isPlaced ? 0 : this.#toObject.from(position) + this.#carryDistance;
  }

  get goal(): GoalSense {
    const { category } = this.#isHeld ? this.#receptacle : this.#object;
    return { objectGoal: categoryId(category), pointGoal: null };
  }

  measure(tally: Tally): Measures {
    const isPlaced = this.#isPlaced;
    const measures = computeMeasures({
      ...tally,
      stopped: this.#stopped && isPlaced,
      startDistance: this.#startDistance,
      distance: this.distance,
      successDistance: this.#world.rules.successDistance,
    });
    return { ...measures, picked: Number(this.#picked), placed: Number(isPlaced) };
  }

  get #isHeld(): boolean {
    return this.#world.held === this.#objectIndex;
  }

  /** Whether it lies over the receptacle, no higher than its top. */
  get #isPlaced(): boolean {
    if (this.#isHeld) return false;
    const { position } = this.#world.physics.movables.placementOf(this.#row);
    const { size } = this.#receptacle;
    const [x, y, z] = toLocal(position, this.#receptacle);
    const bottom = y - this.#object.size[1] / 2;
    return Math.abs(x) <= size[0] / 2 && Math.abs(z) <= size[2] / 2 && Math.abs(bottom) <= size[1] / 2 + ON_TOP;
  }
}

/** The things an errand names. @throws RangeError when there is none, or one is not in the house */
export function findErrand(
  objects: readonly HouseObject[],
  errand: Errand | undefined,
): { readonly object: HouseObject; readonly receptacle: HouseObject } {
  const object = objects.find(({ id }) => id === errand?.object);
  const receptacle = objects.find(({ id }) => id === errand?.receptacle);
  if (object && receptacle) return { object, receptacle };
  throw new RangeError(
    `findErrand: ${JSON.stringify(errand ?? null)} names nothing in this house; give ids of its objects.`,
  );
}

/** A point in an object's own axes, metres from its centre. */
function toLocal(point: Vec3, { position, rotation: [x, y, z, w] }: { position: Vec3; rotation: Quat }): Vec3 {
  const inverse: Quat = [-x, -y, -z, w];
  return rotate(inverse, [point[0] - position[0], point[1] - position[1], point[2] - position[2]]);
}
