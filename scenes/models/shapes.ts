import type { Vec3 } from '../../env/geometry.ts';
import type { ColliderBox, Model } from '../../env/model.ts';
import type { Material } from './materials.ts';
import { bakeOcclusion } from './occlusion.ts';
import type { Patch } from './patch.ts';
import type { Placement } from './placement.ts';
import { placePatch } from './placement.ts';
import { bevelledBoxPatch, boxPatch, superquadricPatch } from './solids.ts';
import type { Point2 } from './swept.ts';
import { bladePatch, lathePatch, pipePatch, prismPatch, spherePatch } from './swept.ts';

/** A level surface of a model on which things can stand: centre and half extents (x, z) in the unit cube. */
export interface SupportSurface {
  readonly center: Vec3;
  readonly half: readonly [x: number, z: number];
}

/** A finished shape: the model in its unit cube, and what that cube measures in the world. */
export interface Shape {
  readonly model: Model;
  /** Metres along x, y, z. */
  readonly size: Vec3;
  readonly supports: readonly SupportSurface[];
}

/** Draws one shape in metres: floor at y = 0, front towards -Z. */
export type DrawShape = (m: ModelBuilder) => void;

/** Shape variants by category. */
export type ModelGroup = Readonly<Record<string, readonly DrawShape[]>>;

interface Box {
  readonly base: Vec3;
  readonly size: Vec3;
}

/** Builds a model from parts given in metres. The place of a part is the centre of its bottom, unless it says otherwise. */
export class ModelBuilder {
  readonly #positions: Vec3[] = [];
  readonly #normals: Vec3[] = [];
  readonly #materials: Material[] = [];
  readonly #indices: number[] = [];
  readonly #colliders: Box[] = [];
  readonly #supports: Box[] = [];
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
    this.#colliders.push({ base, size });
  }

  /** A collider on which things can stand, `margin` metres away from its edges. Not subject to `placed`. */
  support(base: Vec3, size: Vec3, margin = 0): void {
    this.#colliders.push({ base, size });
    this.#supports.push({ base, size: [size[0] - 2 * margin, size[1], size[2] - 2 * margin] });
  }

  /** The shape, fitted into the unit cube. @throws RangeError when it has no volume. */
  build(key: string): Shape {
    const low = [0, 1, 2].map((axis) => this.#positions.reduce((least, p) => Math.min(least, p[axis]), Infinity));
    const high = [0, 1, 2].map((axis) => this.#positions.reduce((most, p) => Math.max(most, p[axis]), -Infinity));
    const size: Vec3 = [high[0] - low[0], high[1] - low[1], high[2] - low[2]];
    if (!size.every((extent) => extent > 0))
      throw new RangeError(`ModelBuilder.build: ${key} measures ${size.join(' x ')} m.`);
    const toUnit = (value: number, axis: number): number => (value - low[axis]) / size[axis] - 0.5;
    const fit = ({ base: [x, y, z], size: [w, h, d] }: Box): ColliderBox => {
      const ends = [
        [x - w / 2, x + w / 2],
        [y, y + h],
        [z - d / 2, z + d / 2],
      ].map((pair, axis) => pair.map((value) => Math.min(Math.max(toUnit(value, axis), -0.5), 0.5)));
      const [cx, cy, cz] = ends.map(([a, b]) => (a + b) / 2);
      const [hx, hy, hz] = ends.map(([a, b]) => (b - a) / 2);
      return { center: [cx, cy, cz], half: [hx, hy, hz] };
    };
    const boxes = this.#colliders.map(fit);
    const [positions, normals, indices] = [this.#positions, this.#normals, this.#indices];
    let occlusion: Float32Array | undefined;
    return {
      size,
      supports: this.#supports.map(fit).map(({ center: [x, y, z], half }) => ({
        center: [x, y + half[1], z],
        half: [half[0], half[2]],
      })),
      model: {
        key,
        positions: Float32Array.from(this.#positions.flatMap((p) => p.map(toUnit))),
        normals: Float32Array.from(this.#normals.flat()),
        colors: Float32Array.from(this.#materials.flatMap((material) => material.color)),
        tints: Float32Array.from(this.#materials, (material) => material.tint),
        layers: Uint8Array.from(this.#materials, (material) => material.layer),
        // Baked when a renderer first asks: physics and the generator never do, and it is most of the work.
        get occlusion() {
          return (occlusion ??= bakeOcclusion(positions, normals, indices));
        },
        emission: Float32Array.from(this.#materials, (material) => material.emission),
        indices: Uint32Array.from(this.#indices),
        colliders: boxes.length > 0 ? boxes : [{ center: [0, 0, 0], half: [0.5, 0.5, 0.5] }],
      },
    };
  }

  #bar(material: Material, points: readonly Vec3[], radius: number, segments: number, closed: boolean): void {
    const radii = points.map(() => radius);
    this.#add(material, pipePatch(points, radii, segments, closed));
  }

  #add(material: Material, patch: Patch): void {
    const { positions, normals, triangles } = this.#placements.reduce(placePatch, patch);
    const first = this.#positions.length;
    for (const position of positions) this.#positions.push(position);
    for (const normal of normals) this.#normals.push(normal);
    positions.forEach(() => this.#materials.push(material));
    for (const triangle of triangles) for (const vertex of triangle) this.#indices.push(first + vertex);
  }
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
