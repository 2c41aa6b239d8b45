import { LEAF_THICKNESS } from './door-leaf.ts';
import type { AgentBody } from '../env.ts';
import { IDENTITY, type Vec3 } from '../geometry.ts';
import { type House, listMovables } from '../house.ts';
import { placeBoxes } from './joint.ts';
import type { ModelLibrary } from '../model.ts';
import type { Physics } from './physics.ts';
import { enterBox, overlap } from './solid-box.ts';
import { type SolidBox, carcassBoxes, shellBoxes } from './static-boxes.ts';

/** Something solid, as it stands now. */
export interface Solid {
  readonly kind: 'shell' | 'object' | 'part' | 'door' | 'person';
  /** Of the object, also that of a part, of the door, or of the walker in `Physics`; -1 for the shell. */
  readonly index: number;
  /** In `Physics.poses`; -1 for what never moves, and for people. */
  readonly row: number;
  /** What messages call it. */
  readonly name: string;
  readonly loose: boolean;
  /** A part that can be opened to look behind it. */
  readonly isShut?: boolean;
  readonly boxes: readonly SolidBox[];
}

/** A part that stands less open than this is shut. */
const SHUT = 0.2;

/** Everything solid in a house at one moment, to be asked what is in the way. */
export class Surroundings {
  readonly #house: House;
  readonly #library: ModelLibrary;
  readonly #physics: Physics;
  readonly #agent: AgentBody;
  readonly #fixed: readonly Solid[];

  constructor(house: House, library: ModelLibrary, physics: Physics, agent: AgentBody) {
    this.#house = house;
    this.#library = library;
    this.#physics = physics;
    this.#agent = agent;
    const shell: Solid[] = shellBoxes(house).map((box) => ({ ...SHELL, boxes: [box] }));
    const furniture = house.objects.flatMap((object, index): Solid[] => {
      const boxes = object.fixed ? carcassBoxes(object, library) : [];
      return object.fixed ? [{ kind: 'object', index, row: -1, name: object.id, loose: false, boxes }] : [];
    });
    this.#fixed = [...shell, ...furniture];
  }

  /** All that is solid now, without what is carried. */
  list(): Solid[] {
    const held = new Set(Array.from({ length: this.#physics.numWalkers }, (_, who) => this.#physics.heldBy(who)));
    const moving = listMovables(this.#house, this.#library).flatMap((movable, row): Solid[] => {
      if (held.has(row) || movable.kind === 'person') return [];
      if (movable.kind === 'door')
        return this.#house.doors[movable.index].front ? [] : [this.#door(movable.index, row)];
      if (movable.kind === 'object') return [this.#loose(movable.index, row)];
      return this.#house.objects[movable.index].fixed ? [this.#part(movable.index, row)] : [];
    });
    return [...this.#fixed, ...moving, ...this.#people()];
  }

  #door(index: number, row: number): Solid {
    const { width, height, id } = this.#house.doors[index];
    const { position, rotation } = this.#physics.movables.placementOf(row);
    const box: SolidBox = { center: position, half: [width / 2, height / 2, LEAF_THICKNESS / 2], rotation };
    return { kind: 'door', index, row, name: id, loose: false, boxes: [box] };
  }

  #part(index: number, row: number): Solid {
    const { movables } = this.#physics;
    const part = movables.partAt(row);
    const name = `${this.#house.objects[index].id}/${movables.parts.list[part].part.name}`;
    const isShut = movables.parts.opennessOf(part) < SHUT;
    return { kind: 'part', index, row, name, loose: false, isShut, boxes: movables.parts.boxesOf(part) };
  }

  #loose(index: number, row: number): Solid {
    const { id, category, variant, size } = this.#house.objects[index];
    const { colliders, parts = [] } = this.#library.getModel(category, variant);
    const solid = [...colliders, ...parts.flatMap((part) => part.colliders)];
    const boxes = placeBoxes(solid, this.#physics.movables.placementOf(row), size);
    return { kind: 'object', index, row, name: id, loose: true, boxes };
  }

  #people(): Solid[] {
    const { radius, height } = this.#agent;
    // The box inside the cylinder: who stands beside a thing does not stop it.
    const half: Vec3 = [radius * Math.SQRT1_2, height / 2, radius * Math.SQRT1_2];
    return Array.from({ length: this.#physics.numWalkers }, (_, who) => {
      const [x, y, z] = this.#physics.poseOf(who).position;
      const name = who === 0 ? 'the agent itself' : (this.#house.people?.[who - this.#physics.walkerOf(0)].id ?? '');
      const boxes = [{ center: [x, y + height / 2, z] as const, half, rotation: IDENTITY }];
      return { kind: 'person', index: who, row: -1, name, loose: true, boxes };
    });
  }
}

/** Whether something is an object of the house or a part of it. */
export function belongsTo({ kind, index }: Solid, object: number): boolean {
  return (kind === 'object' || kind === 'part') && index === object;
}

/** The first of some solids that boxes come into; depths below `slack` metres do not count. */
export function findHit(boxes: readonly SolidBox[], solids: readonly Solid[], slack: number): Solid | null {
  return solids.find((solid) => solid.boxes.some((own) => boxes.some((box) => overlap(box, own, slack)))) ?? null;
}

/** What hides one point from another: the nearest of some solids on the line between them. */
export function findBetween(from: Vec3, to: Vec3, solids: readonly Solid[]): Solid | null {
  let nearest: Solid | null = null;
  let least = 1 - 1e-6;
  for (const solid of solids) {
    for (const box of solid.boxes) {
      const enter = enterBox(box, from, to);
      if (enter < least) [nearest, least] = [solid, enter];
    }
  }
  return nearest;
}

const SHELL = { kind: 'shell', index: -1, row: -1, name: 'a wall', loose: false } as const;
