import type { AgentBody } from '../env.ts';
import type { Vec3 } from '../geometry.ts';
import type { House, HouseObject } from '../house.ts';
import { type Placement, initialOpenness, placeBoxes, placePart, toFrame } from './joint.ts';
import type { ModelLibrary, ModelPart } from '../model.ts';
import { Obstacles } from './obstacles.ts';
import type { SolidBox } from './static-boxes.ts';

/** A part of an object in a house. */
export interface PartRef {
  readonly object: HouseObject;
  /** Index of the object in the house. */
  readonly index: number;
  readonly part: ModelPart;
}

/** How far all parts of a house's objects stand open, in the order of `listMovables`. */
export class Parts {
  readonly list: readonly PartRef[];
  readonly #agent: AgentBody;
  readonly #openness: Float64Array;
  #obstacles: Obstacles | null = null;
  #isTouched = false;

  constructor(house: House, library: ModelLibrary, agent: AgentBody) {
    this.#agent = agent;
    this.list = house.objects.flatMap((object, index) =>
      (library.getModel(object.category, object.variant).parts ?? []).map((part) => ({ object, index, part })),
    );
    this.#openness = new Float64Array(this.list.length);
    this.reset();
  }

  /** Puts all back as the house has them. */
  reset(): void {
    this.list.forEach(({ object }, i) => (this.#openness[i] = initialOpenness(object)));
    this.#obstacles = null;
    this.#isTouched = false;
  }

  /** 0 shut to 1 open. */
  opennessOf(i: number): number {
    return this.#openness[i];
  }

  setOpenness(i: number, openness: number): void {
    this.#openness[i] = openness;
    this.#obstacles = null;
    this.#isTouched = true;
  }

  /** Where a part's frame is when its object is at `object`, by default where the house has it. */
  placementOf(i: number, openness = this.#openness[i], object: Placement = this.list[i].object): Placement {
    return placePart(object, this.list[i].object.size, this.list[i].part, openness);
  }

  /** The solid boxes of a part. */
  boxesOf(i: number, openness = this.#openness[i], object: Placement = this.list[i].object): SolidBox[] {
    return placeBoxes(this.list[i].part.colliders, this.placementOf(i, openness, object), this.list[i].object.size);
  }

  /** Whether a point is within a part's boxes or between them, as the contents of a drawer are. */
  isInside(i: number, point: Vec3): boolean {
    const { object, part } = this.list[i];
    const local = toFrame(this.placementOf(i), point);
    return ([0, 1, 2] as const).every((axis) => {
      const low = Math.min(...part.colliders.map(({ center, half }) => center[axis] - half[axis]));
      const high = Math.max(...part.colliders.map(({ center, half }) => center[axis] + half[axis]));
      return local[axis] > low * object.size[axis] && local[axis] < high * object.size[axis];
    });
  }

  /** What the parts of fixed objects are to an agent that walks. */
  get obstacles(): Obstacles {
    return (this.#obstacles ??= Obstacles.ofBoxes(
      this.list.flatMap(({ object }, i) => (object.fixed ? this.boxesOf(i) : [])),
      this.#agent,
    ));
  }

  /** Index and openness by turns, of all that are not as the house has them. */
  get changes(): number[] {
    if (!this.#isTouched) return [];
    return this.list.flatMap(({ object }, i) =>
      this.#openness[i] === initialOpenness(object) ? [] : [i, this.#openness[i]],
    );
  }
}
