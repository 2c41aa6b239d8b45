import type { Vec3 } from '../../env/geometry.ts';
import type { Model, ModelPart } from '../../env/model.ts';
import type { Material } from './materials.ts';
import type { Patch } from './patch.ts';
import type { Bounds, Box } from './piece.ts';
import { fitBox, Piece, sizeOf, toUnit } from './piece.ts';
import type { Placement } from './placement.ts';
import { placePatch } from './placement.ts';
import { bevelledBoxPatch, boxPatch, superquadricPatch } from './solids.ts';
import type { Point2 } from './swept.ts';
import { bladePatch, lathePatch, pipePatch, prismPatch, spherePatch } from './swept.ts';

/** A level surface of a model on which things can stand: centre and half extents (x, z) in the unit cube. */
export interface SupportSurface {
  readonly center: Vec3;
  readonly half: readonly [x: number, z: number];
  /** The part to open before anything can be put there; it moves with that part where the part is a slider. */
  readonly behind?: string;
}

/** How a part moves, in metres and radians: a hinge about an upright or level line, or a slider. */
export type Joint =
  | { readonly joint: 'hinge'; readonly pivot: Vec3; readonly axis: Vec3; readonly travel: number }
  | { readonly joint: 'slider'; readonly axis: Vec3; readonly travel: number };

/** A finished shape: the model in its unit cube, and what that cube measures in the world. */
export interface Shape {
  readonly model: Model;
  /** What draws `model.parts`, in their order. */
  readonly partModels: readonly Model[];
  /** Metres along x, y, z, all parts shut. */
  readonly size: Vec3;
  readonly supports: readonly SupportSurface[];
}

/** Draws one shape in metres: floor at y = 0, front towards -Z. */
export type DrawShape = (m: ModelBuilder) => void;

/** Shape variants by category. */
export type ModelGroup = Readonly<Record<string, readonly DrawShape[]>>;

interface Part {
  readonly name: string;
  readonly joint: Joint;
  readonly piece: Piece;
}

interface Support extends Box {
  readonly behind?: string;
}

/** Builds a model from parts given in metres. The place of a part is the centre of its bottom, unless it says otherwise. */
export class ModelBuilder {
  readonly #body = new Piece();
  readonly #parts: Part[] = [];
  readonly #supports: Support[] = [];
  #piece = this.#body;
  #placements: readonly Placement[] = [];

  /** Draws parts in a turned, scaled and moved frame; nests. */
  placed(placement: Placement, draw: () => void): void {
    const outer = this.#placements;
    this.#placements = [placement, ...outer];
    draw();
    this.#placements = outer;
  }

  /** A box; with `bevel` its edges are cut and look rounded, with `bulge` its sides swell like a cushion's. */
  box(material: Material, [x, y, z]: Vec3, size: Vec3, bevel = 0, bulge = 0): void {
    const patch = bevel + bulge === 0 ? boxPatch(size) : bevelledBoxPatch(size, bevel, bulge);
    this.#add(material, placePatch(patch, { at: [x, y + size[1] / 2, z] }));
  }

  /** A soft body: `plan` and `side` 2 are round, 8 nearly square, seen from above and from the side. */
  pillow(material: Material, [x, y, z]: Vec3, size: Vec3, plan = 5, side = 2.5, divisions = 3): void {
    this.#add(material, placePatch(superquadricPatch(size, plan, side, divisions), { at: [x, y + size[1] / 2, z] }));
  }

  /** An upright cylinder, or a cone frustum with another radius at its top. */
  cylinder(material: Material, at: Vec3, radius: number, height: number, radiusTop = radius, segments = 12): void {
    const profile = [0, 0];
    if (radius > 0) profile.push(radius, 0);
    if (radiusTop > 0) profile.push(radiusTop, height);
    this.lathe(material, at, [...profile, 0, height], segments);
  }

  /** A profile, radius and height by turns, turned about the upright axis; the outside is on the right of the way. */
  lathe(material: Material, at: Vec3, profile: readonly number[], segments = 12): void {
    this.#add(material, placePatch(lathePatch(pairs(profile), segments), { at }));
  }

  /** An ellipsoid around its centre. */
  ball(material: Material, at: Vec3, radii: Vec3, segments = 10, rings = 6): void {
    this.#add(material, placePatch(spherePatch(segments, rings), { at, scale: radii }));
  }

  /** A straight round bar between two points. */
  rod(material: Material, from: Vec3, to: Vec3, radius: number, radiusTo = radius, segments = 8): void {
    this.#add(material, pipePatch([from, to], [radius, radiusTo], segments, false));
  }

  /** A bent round bar through points given as x, y and z by turns. */
  pipe(material: Material, points: readonly number[], radius: number, segments = 6): void {
    this.#bar(material, triples(points), radius, segments, false);
  }

  /** A closed round bar through points given as x, y and z by turns. */
  loop(material: Material, points: readonly number[], radius: number, segments = 5): void {
    this.#bar(material, triples(points), radius, segments, true);
  }

  /** An outline, x and y by turns, counter-clockwise seen from +Z, `depth` metres thick around the z of `at`. */
  prism(material: Material, at: Vec3, outline: readonly number[], depth: number): void {
    this.#add(material, placePatch(prismPatch(pairs(outline), depth), { at }));
  }

  /** A leaf between two points, seen from both sides. */
  leaf(material: Material, base: Vec3, tip: Vec3, width: number, arch = 0, steps = 3): void {
    this.#add(material, bladePatch(base, tip, width, arch, steps));
  }

  /** A flat rectangle around its centre, seen from -Z only. */
  panel(material: Material, [x, y, z]: Vec3, width: number, height: number): void {
    const [w, h] = [width / 2, height / 2];
    const positions: Vec3[] = [
      [x + w, y - h, z],
      [x - w, y - h, z],
      [x - w, y + h, z],
      [x + w, y + h, z],
    ];
    const triangles: [number, number, number][] = [
      [0, 1, 2],
      [0, 2, 3],
    ];
    this.#add(material, { positions, normals: positions.map(() => [0, 0, -1]), triangles });
  }

  /** A box that physics feels; without any, the whole bounding box is one. Not subject to `placed`. */
  collider(base: Vec3, size: Vec3): void {
    this.#piece.colliders.push({ base, size });
  }

  /** A collider on which things can stand, `margin` metres away from its edges. Not subject to `placed`. */
  support(base: Vec3, size: Vec3, margin = 0): void {
    this.collider(base, size);
    this.#supports.push({ base, size: [size[0] - 2 * margin, size[1], size[2] - 2 * margin] });
  }

  /** A surface on which things can stand once the part `behind` is open; see `support`. It is no collider. */
  innerSupport(behind: string, base: Vec3, [w, h, d]: Vec3, margin = 0.02): void {
    this.#supports.push({ base, size: [w - 2 * margin, h, d - 2 * margin], behind });
  }

  /** Draws a piece that moves by itself, where it is when shut; what is drawn and its colliders go with it. */
  part(name: string, joint: Joint, draw: () => void): void {
    const part: Part = { name, joint, piece: new Piece() };
    this.#parts.push(part);
    this.#piece = part.piece;
    draw();
    this.#piece = this.#body;
  }

  /** The shape, fitted into the unit cube. @throws RangeError when it has no volume. */
  build(key: string): Shape {
    const pieces = [this.#body, ...this.#parts.map(({ piece }) => piece)];
    const whole = around(pieces.map((piece) => piece.bounds()));
    const size = sizeOf(whole);
    if (!size.every((extent) => extent > 0))
      throw new RangeError(`ModelBuilder.build: ${key} measures ${size.join(' x ')} m.`);
    const partModels = this.#parts.map(({ name, piece }) => piece.build(partKey(key, name), whole));
    const parts = this.#parts.map(({ name, joint }, i): ModelPart => {
      const { key: model, colliders } = partModels[i];
      return { name, model, colliders, ...inUnitCube(joint, whole, size) };
    });
    return {
      size,
      supports: this.#supports.map((support) => surfaceOf(support, whole)),
      model: this.#body.build(key, whole, parts),
      partModels,
    };
  }

  #bar(material: Material, points: readonly Vec3[], radius: number, segments: number, closed: boolean): void {
    const radii = points.map(() => radius);
    this.#add(material, pipePatch(points, radii, segments, closed));
  }

  #add(material: Material, patch: Patch): void {
    this.#piece.add(material, this.#placements.reduce(placePatch, patch));
  }
}

/** Names the model of a shape's part: `Fridge.0.door/0` is the part `door` of `Fridge/0`. */
function partKey(key: string, name: string): string {
  return `${key.replace('/', '.')}.${name}/0`;
}

function around(boxes: readonly Bounds[]): Bounds {
  const least = (axis: number): number => Math.min(...boxes.map(({ low }) => low[axis]));
  const most = (axis: number): number => Math.max(...boxes.map(({ high }) => high[axis]));
  return { low: [least(0), least(1), least(2)], high: [most(0), most(1), most(2)] };
}

function inUnitCube(joint: Joint, whole: Bounds, size: Vec3): Pick<ModelPart, 'joint' | 'axis' | 'pivot' | 'travel'> {
  if (joint.joint === 'hinge') {
    const [x, y, z] = joint.pivot;
    return { ...joint, pivot: [toUnit(x, 0, whole), toUnit(y, 1, whole), toUnit(z, 2, whole)] };
  }
  const edge = joint.axis.reduce((sum, share, axis) => sum + Math.abs(share) * size[axis], 0);
  return { ...joint, pivot: [0, 0, 0], travel: joint.travel / edge };
}

function surfaceOf({ behind, ...box }: Support, whole: Bounds): SupportSurface {
  const {
    center: [x, y, z],
    half,
  } = fitBox(box, whole);
  return { center: [x, y + half[1], z], half: [half[0], half[2]], ...(behind !== undefined && { behind }) };
}

function pairs(numbers: readonly number[]): Point2[] {
  return Array.from({ length: numbers.length / 2 }, (_, i): Point2 => [numbers[2 * i], numbers[2 * i + 1]]);
}

function triples(numbers: readonly number[]): Vec3[] {
  return Array.from({ length: numbers.length / 3 }, (_, i): Vec3 => [
    numbers[3 * i],
    numbers[3 * i + 1],
    numbers[3 * i + 2],
  ]);
}
