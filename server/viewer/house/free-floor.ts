import { AGENT, type AgentBody } from '../../../env/env.ts';
import type { Vec2 } from '../../../env/geometry.ts';
import { type House, listMovables } from '../../../env/house.ts';
import type { ModelLibrary } from '../../../env/model.ts';
import { LEAF_THICKNESS } from '../../../env/physics/door-leaf.ts';
import { placeBoxes } from '../../../env/physics/joint.ts';
import { placementAt } from '../../../env/physics/movable-footprints.ts';
import { Obstacles, SKIN } from '../../../env/physics/obstacles.ts';
import { slideAlong } from '../../../env/physics/slide.ts';
import { type SolidBox, carcassBoxes, shellBoxes } from '../../../env/physics/static-boxes.ts';
import { initialPoses } from '../../../env/rendering/scene.ts';

/** Who looks about in a house: as wide as its agents, for whom its ways are made, and as tall as a person. */
const PERSON: AgentBody = { ...AGENT, height: 1.6 };
/** Who slides meets at most so many things at a time. */
const MAX_SLIDES = 3;

/** The floor that walls, doors and furniture leave to a person, as the house stands now. */
export class FreeFloor {
  readonly #house: House;
  readonly #library: ModelLibrary;
  #poses: ArrayLike<number>;
  /** Both are found when somebody walks. */
  #fixed: Obstacles | null = null;
  #movable: Obstacles | null = null;

  constructor(house: House, library: ModelLibrary) {
    this.#house = house;
    this.#library = library;
    this.#poses = initialPoses(house, library);
  }

  /** Doors, drawers and loose things are here now: (M, 7) x y z qx qy qz qw. */
  setMovables(poses: ArrayLike<number>): void {
    this.#poses = poses;
    this.#movable = null;
  }

  /** Where a person gets who goes so far from a place, metres: up to what is in the way, and then along it. */
  walk([x, z]: Vec2, way: Vec2): Vec2 {
    let left = Math.hypot(...way);
    if (left === 0) return [x, z];
    let heading: Vec2 = [way[0] / left, way[1] / left];
    for (let slides = 0; ; slides++) {
      const free = left * this.#freePart([x, z], [x + heading[0] * left, z + heading[1] * left]);
      [x, z] = [x + heading[0] * free, z + heading[1] * free];
      const slide = free < left && slides < MAX_SLIDES ? slideAlong(heading, this.#sidesNear([x, z])) : null;
      if (slide === null) return [x, z];
      left = (left - free) * slide.part;
      heading = slide.heading;
    }
  }

  #freePart(from: Vec2, to: Vec2): number {
    return Math.min(...this.#obstacles().map((obstacles) => obstacles.sweepDisc(from, to, PERSON.radius)));
  }

  /** Unit vectors away from all that a person touches. */
  #sidesNear(at: Vec2): Vec2[] {
    return this.#obstacles().flatMap((obstacles) => obstacles.sidesNear(at, PERSON.radius + 2 * SKIN));
  }

  #obstacles(): readonly Obstacles[] {
    this.#fixed ??= Obstacles.ofBoxes(fixedBoxes(this.#house, this.#library), PERSON);
    this.#movable ??= Obstacles.ofBoxes(movableBoxes(this.#house, this.#library, this.#poses), PERSON);
    return [this.#fixed, this.#movable];
  }
}

function fixedBoxes(house: House, library: ModelLibrary): SolidBox[] {
  const furniture = house.objects.filter(({ fixed }) => fixed).flatMap((object) => carcassBoxes(object, library));
  return [...shellBoxes(house), ...furniture];
}

/** Door leaves, loose things and parts of furniture; people step aside. */
function movableBoxes(house: House, library: ModelLibrary, poses: ArrayLike<number>): SolidBox[] {
  const rows = Float64Array.from(poses);
  return listMovables(house, library).flatMap((movable, row) => {
    if (movable.kind === 'person') return [];
    const placement = placementAt(rows, row);
    if (movable.kind === 'door') {
      const { width, height } = house.doors[movable.index];
      const half = [width / 2, height / 2, LEAF_THICKNESS / 2] as const;
      return [{ center: placement.position, half, rotation: placement.rotation }];
    }
    const object = house.objects[movable.index];
    if (movable.kind !== 'part') return carcassBoxes({ ...object, ...placement }, library);
    const part = library.getModel(object.category, object.variant).parts?.[movable.part];
    return placeBoxes(part?.colliders ?? [], placement, object.size);
  });
}
