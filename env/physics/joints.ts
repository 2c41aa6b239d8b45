import { LEAF_THICKNESS, leafPose } from './door-leaf.ts';
import { type House, listMovables } from '../house.ts';
import type { ModelLibrary } from '../model.ts';
import type { Physics } from './physics.ts';
import type { SolidBox } from './static-boxes.ts';
import { type Solid, belongsTo, findHit } from './surroundings.ts';

/** Samples of a way that is looked at before anything moves. */
const STEPS = 16;
/** Who cannot move a thing by this part of its way cannot move it at all. */
const LEAST = 0.2;
/** A thing counts as open or shut this near to it, as a part of its way. */
const NEARLY = 0.05;
/** Flush furniture may rub by this much, metres. */
const RUB = 6e-3;

/** What is to be opened or shut. */
export interface JointTarget {
  readonly kind: 'object' | 'door';
  readonly index: number;
  /** The one part that is meant, or null for all. */
  readonly part: string | null;
  readonly name: string;
}

/** Something that moves between shut, 0, and open, 1. */
interface Joint {
  readonly now: number;
  boxesAt(openness: number): readonly SolidBox[];
  isInTheWay(solid: Solid): boolean;
  move(openness: number): void;
}

/** The doors and parts of a house, opened and shut as far as nothing is in their way. */
export class Joints {
  readonly #house: House;
  readonly #physics: Physics;
  readonly #doorRows: ReadonlyMap<number, number>;

  constructor(house: House, library: ModelLibrary, physics: Physics) {
    this.#house = house;
    this.#physics = physics;
    const rows = listMovables(house, library).map(({ kind, index }, row) => ({ kind, index, row }));
    this.#doorRows = new Map(rows.flatMap(({ kind, index, row }) => (kind === 'door' ? [[index, row]] : [])));
  }

  /** Row of a door's leaf in `Physics.poses`; -1 where it has none. */
  rowOfDoor(index: number): number {
    return this.#doorRows.get(index) ?? -1;
  }

  /** Why a thing cannot be opened or shut, whatever is around it; null when it can. */
  whyNot(target: JointTarget, open: boolean): string | null {
    const door = target.kind === 'door' ? this.#house.doors[target.index] : null;
    if (door?.front) return 'is locked';
    const joints = this.#jointsOf(target);
    if (joints.length === 0) return door ? 'has no leaf' : 'does not open';
    const isThere = ({ now }: Joint): boolean => (open ? Math.abs(now) >= 1 - NEARLY : Math.abs(now) <= NEARLY);
    return joints.every(isThere) ? `is already ${open ? 'open' : 'shut'}` : null;
  }

  /** Opens or shuts as far as it goes; or moves nothing and says what is in the way. */
  move(target: JointTarget, open: boolean, solids: readonly Solid[]): string | null {
    // A door that does not open to its own side may be pushed to the other.
    const sides: readonly (1 | -1)[] = target.kind === 'door' && open ? [1, -1] : [1];
    let blocker: Solid | null = null;
    for (const side of sides) {
      let moved = false;
      for (const joint of this.#jointsOf(target)) {
        const way = findWay(joint, open ? side : 0, solids);
        blocker ??= way.blocker;
        if (Math.abs(way.openness - joint.now) < Math.min(LEAST, Math.abs((open ? side : 0) - joint.now) - 1e-9))
          continue;
        joint.move(way.openness);
        moved = true;
      }
      if (moved) return null;
    }
    return `${target.name} is blocked by ${blocker?.name ?? 'something'}`;
  }

  #jointsOf({ kind, index, part }: JointTarget): Joint[] {
    if (kind === 'door') return this.rowOfDoor(index) < 0 ? [] : [this.#doorJoint(index)];
    const { parts } = this.#physics.movables;
    return parts.list.flatMap((ref, i) =>
      ref.index === index && (part === null || part === ref.part.name) ? [this.#partJoint(i)] : [],
    );
  }

  #partJoint(i: number): Joint {
    const { movables } = this.#physics;
    const { object, index } = movables.parts.list[i];
    const contents = movables.listInside(i);
    return {
      now: movables.parts.opennessOf(i),
      boxesAt: (openness) => movables.parts.boxesOf(i, openness),
      // What a loose thing's lid meets is not looked at: it is part of the thing's own body.
      isInTheWay: (solid) => object.fixed && !belongsTo(solid, index) && !contents.includes(solid.row),
      move: (openness) => movables.setOpenness(i, openness),
    };
  }

  #doorJoint(index: number): Joint {
    const { movables } = this.#physics;
    const door = this.#house.doors[index];
    const row = this.rowOfDoor(index);
    const whole = (door.swing * Math.PI) / 2;
    const half = [door.width / 2, door.height / 2, LEAF_THICKNESS / 2] as const;
    return {
      now: movables.angleOf(row) / whole,
      boxesAt: (openness) => {
        const { position, rotation } = leafPose(door, openness * whole);
        return [{ center: position, half, rotation }];
      },
      // Its own frame is in the wall, and other doors were hung so that they do not meet.
      isInTheWay: ({ kind }) => kind !== 'shell' && kind !== 'door',
      move: (openness) => movables.swing(row, openness * whole),
    };
  }
}

/** How far a joint gets on its way to a goal, and what stops it. */
function findWay(joint: Joint, goal: number, solids: readonly Solid[]): { openness: number; blocker: Solid | null } {
  const others = solids.filter((solid) => joint.isInTheWay(solid));
  let openness = joint.now;
  for (let step = 1; step <= STEPS; step++) {
    const next = joint.now + ((goal - joint.now) * step) / STEPS;
    const blocker = findHit(joint.boxesAt(next), others, RUB);
    if (blocker !== null) return { openness, blocker };
    openness = step === STEPS ? goal : next;
  }
  return { openness, blocker: null };
}
