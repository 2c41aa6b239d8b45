import { describe, expect, test } from 'vitest';
import { OBJECT_CATEGORIES } from '../../env/categories.ts';
import { UsageError } from '../../env/errors.ts';
import type { Vec3 } from '../../env/geometry.ts';
import { TEXTURES } from '../../env/house.ts';
import type { Model } from '../../env/model.ts';
import {
  innerSurfaces,
  library,
  nominalSize,
  numVariants,
  STRUCTURE_CATEGORIES,
  supportSurfaces,
} from '../../scenes/library.ts';
import { COUNTER_PLANS } from '../../scenes/models/counters.ts';
import { ModelBuilder } from '../../scenes/models/shapes.ts';
import { seating } from '../../scenes/models/seating.ts';
import { TriangleTree } from '../../scenes/models/triangle-tree.ts';

const models = library.listModels();
const solids = models.filter(({ key }) => key !== 'Floor/0');
const byKey = new Map(models.map((model) => [model.key, model]));
const isPart = ({ key }: Model): boolean => key.includes('.');

/** A model and its parts, shut. */
function piecesOf(model: Model): Model[] {
  return [model, ...(model.parts ?? []).flatMap((part) => byKey.get(part.model) ?? [])];
}

function categoryAndVariant({ key }: Model): [string, number] {
  const [category, variant] = key.split('/');
  return [category, Number(variant)];
}

function vertex(array: Float32Array, index: number): Vec3 {
  return [array[3 * index], array[3 * index + 1], array[3 * index + 2]];
}

function edgesCross(a: Vec3, b: Vec3, c: Vec3): Vec3 {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
}

/** Runs a check on every model and names those that fail it. */
function failing(list: readonly Model[], check: (model: Model) => boolean): string[] {
  return list.filter((model) => !check(model)).map(({ key }) => key);
}

describe('library', () => {
  test('has a model for every object category and every piece of structure', () => {
    const drawn = new Set(models.map((model) => categoryAndVariant(model)[0]));
    expect([...STRUCTURE_CATEGORIES, ...OBJECT_CATEGORIES].filter((category) => !drawn.has(category))).toEqual([]);
    expect(new Set(models.map(({ key }) => key)).size).toBe(models.length);
  });

  test('takes any variant modulo the number of shapes', () => {
    const count = numVariants('Chair');
    expect(library.getModel('Chair', count + 1)).toBe(library.getModel('Chair', 1));
    expect(library.getModel('Chair', -1)).toBe(library.getModel('Chair', count - 1));
  });

  test('refuses an unknown category by its name', () => {
    expect(() => library.getModel('Unicorn', 0)).toThrow(UsageError);
    expect(() => library.getModel('toString', 0)).toThrow(/"toString"/);
  });

  test('keeps one entry a vertex in every array, and every index within them', () => {
    expect(
      failing(models, (model) => {
        const count = model.positions.length / 3;
        const single = [model.tints, model.layers, model.occlusion, model.emission];
        return (
          model.normals.length === 3 * count &&
          model.colors.length === 3 * count &&
          single.every((array) => array.length === count) &&
          model.indices.length % 3 === 0 &&
          model.indices.every((index) => index < count)
        );
      }),
    ).toEqual([]);
  });

  test('holds no number outside its range', () => {
    const within = (array: Float32Array, low: number, high: number): boolean =>
      array.every((x) => x >= low && x <= high);
    expect(
      failing(
        models,
        (model) =>
          within(model.colors, 0, 1) &&
          model.tints.every((tint) => tint === 0 || tint === 1) &&
          model.layers.every((layer) => layer < TEXTURES.length) &&
          within(model.occlusion, 0.2, 1) &&
          within(model.emission, 0, 1),
      ),
    ).toEqual([]);
  });

  test('fills the unit cube exactly, parts and all', () => {
    const touches = (model: Model, axis: number, side: number): boolean => {
      let extreme = -Infinity;
      for (const { positions } of piecesOf(model))
        for (let i = axis; i < positions.length; i += 3) extreme = Math.max(extreme, side * positions[i]);
      return Math.abs(extreme - 0.5) < 1e-6;
    };
    const wholes = solids.filter((model) => !isPart(model));
    expect(failing(wholes, (model) => [0, 1, 2].every((k) => touches(model, k, 1) && touches(model, k, -1)))).toEqual(
      [],
    );
  });

  test('has normals of length 1', () => {
    const isUnit = (model: Model, i: number): boolean => Math.abs(Math.hypot(...vertex(model.normals, i)) - 1) < 1e-5;
    expect(failing(models, (model) => model.tints.every((_, i) => isUnit(model, i)))).toEqual([]);
  });

  test('turns its triangles the way its normals point', () => {
    expect(
      failing(models, (model) => {
        const [category, variant] = categoryAndVariant(model);
        const size = nominalSize(category, variant).map((extent) => extent || 1);
        const metres = (i: number): Vec3 => {
          const [x, y, z] = vertex(model.positions, i);
          return [x * size[0], y * size[1], z * size[2]];
        };
        let against = 0;
        for (let t = 0; t < model.indices.length; t += 3) {
          const [a, b, c] = model.indices.subarray(t, t + 3);
          const [nx, ny, nz] = edgesCross(metres(a), metres(b), metres(c));
          const [x, y, z] = [a, b, c].reduce(
            (sum: Vec3, i) => {
              const normal = vertex(model.normals, i);
              return [sum[0] + normal[0], sum[1] + normal[1], sum[2] + normal[2]];
            },
            [0, 0, 0],
          );
          if (nx * x + ny * y + nz * z < 0) against++;
        }
        return against === 0;
      }),
    ).toEqual([]);
  });

  test('encloses a positive volume', () => {
    expect(
      failing(solids, (model) => {
        let volume = 0;
        for (let t = 0; t < model.indices.length; t += 3) {
          const [a, b, c] = [0, 1, 2].map((k) => vertex(model.positions, model.indices[t + k]));
          const [x, y, z] = edgesCross([0, 0, 0], a, b);
          volume += x * c[0] + y * c[1] + z * c[2];
        }
        return volume > 0;
      }),
    ).toEqual([]);
  });

  test('stays within its budget of triangles', () => {
    const budget = (model: Model): number =>
      Math.max(...nominalSize(...categoryAndVariant(model))) < 0.5 ? 750 : model.key.includes('Person') ? 1200 : 1000;
    expect(failing(models, (model) => model.indices.length / 3 <= budget(model))).toEqual([]);
    const mean = models.reduce((sum, model) => sum + model.indices.length / 3, 0) / models.length;
    expect(mean).toBeLessThan(400);
  });

  test('lights the pieces of a wall evenly, so that no seam shows', () => {
    expect(new Set(library.getModel('Cube', 0).occlusion)).toEqual(new Set([1]));
  });

  test('has at most six colliders, 18 if it is hollow, all inside the unit cube and none flat', () => {
    const inside = ({ center, half }: Model['colliders'][number]): boolean =>
      [0, 1, 2].every((k) => half[k] > 0 && Math.abs(center[k]) + half[k] <= 0.5 + 1e-9);
    expect(
      failing(
        solids,
        ({ colliders, parts }) =>
          colliders.length >= 1 && colliders.length <= (parts ? 18 : 6) && colliders.every(inside),
      ),
    ).toEqual([]);
  });

  test('draws a surface within 5 cm wherever it says that things can stand, inside too', () => {
    const wholes = solids.filter((model) => !isPart(model));
    const floating = wholes.flatMap((model) => {
      const [category, variant] = categoryAndVariant(model);
      const [w, h, d] = nominalSize(category, variant);
      const treeOf = ({ positions, indices }: Model): TriangleTree => {
        const count = positions.length / 3;
        const inMetres = Array.from({ length: count }, (_, i) => vertex(positions, i)).map(([x, y, z]): Vec3 => [
          x * w,
          y * h,
          z * d,
        ]);
        return new TriangleTree(inMetres, [...indices]);
      };
      const trees = piecesOf(model).map(treeOf);
      const surfaces = [...supportSurfaces(category, variant), ...innerSurfaces(category, variant)];
      return surfaces.flatMap(({ center: [x, y, z], half: [hx, hz] }) =>
        [-0.8, 0.3, 0.8].flatMap((u) =>
          [-0.8, 0.3, 0.8].flatMap((v) => {
            const from = 0.05;
            const [px, py, pz] = [(x + u * hx) * w, y * h + from, (z + v * hz) * d];
            const drop = Math.min(...trees.map((tree) => tree.distance(px, py, pz, 0, -1, 0, 9)));
            return Math.abs(drop - from) < 0.05 ? [] : [`${model.key} at ${u}, ${v}: ${(drop - from).toFixed(3)} m`];
          }),
        ),
      );
    });
    expect(floating).toEqual([]);
  });

  test('serves every part by its key, with colliders of its own', () => {
    const parts = models.flatMap((model) => model.parts ?? []);
    expect(parts.length).toBeGreaterThan(50);
    for (const part of parts) {
      const [category, variant] = part.model.split('/');
      expect(library.getModel(category, Number(variant)).colliders).toEqual(part.colliders);
      expect(part.travel).toBeGreaterThan(0);
      expect(Math.hypot(...part.axis)).toBeCloseTo(1, 9);
    }
  });

  test('names the parts of a model apart, and lists inner surfaces behind parts that exist', () => {
    for (const { key, parts } of models.filter(({ parts }) => parts)) {
      const names = new Set(parts?.map(({ name }) => name));
      expect(names.size, key).toBe(parts?.length);
      const [category, variant] = key.split('/');
      for (const { behind } of innerSurfaces(category, Number(variant))) expect(names, key).toContain(behind);
    }
  });

  test('builds the same arrays every time', () => {
    const rebuilt = seating.Chair.map((draw, variant) => {
      const builder = new ModelBuilder();
      draw(builder);
      return builder.build(`Chair/${variant}`).model;
    });
    expect(rebuilt).toEqual(seating.Chair.map((_, variant) => library.getModel('Chair', variant)));
  });

  test('measures counters as their plans say', () => {
    for (const [variant, { width, depth }] of COUNTER_PLANS.entries()) {
      const [x, y, z] = nominalSize('CounterTop', variant);
      expect(x).toBeCloseTo(width, 1);
      expect(y).toBeCloseTo(0.94, 2);
      expect(z).toBeCloseTo(depth, 1);
    }
  });
});
