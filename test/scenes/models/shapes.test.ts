import { describe, expect, test } from 'vitest';
import { solid } from '../../../scenes/models/materials.ts';
import type { DrawShape, Shape } from '../../../scenes/models/shapes.ts';
import { ModelBuilder } from '../../../scenes/models/shapes.ts';

const CLAY = solid(0x808080);

function shapeOf(draw: DrawShape): Shape {
  const builder = new ModelBuilder();
  draw(builder);
  return builder.build('test/0');
}

/** Enclosed volume in cubic metres, by the divergence theorem. */
function volumeOf({ model, size }: Shape): number {
  const { positions, indices } = model;
  let volume = 0;
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => [0, 1, 2].map((axis) => positions[3 * indices[t + k] + axis]));
    volume +=
      a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return (volume / 6) * size[0] * size[1] * size[2];
}

describe('ModelBuilder', () => {
  test('encloses the volume of a box', () => {
    expect(volumeOf(shapeOf((m) => m.box(CLAY, [0, 0, 0], [2, 3, 4])))).toBeCloseTo(24, 6);
  });

  test('keeps a bevelled, bulging box within its size and below its volume', () => {
    const shape = shapeOf((m) => m.box(CLAY, [0, 0, 0], [1, 0.5, 0.8], 0.05, 0.02));
    expect(shape.size[1]).toBeCloseTo(0.5, 6);
    expect(volumeOf(shape)).toBeLessThan(0.4);
    expect(volumeOf(shape)).toBeGreaterThan(0.3);
  });

  test('approaches the volume of a cylinder as segments grow', () => {
    const shape = shapeOf((m) => m.cylinder(CLAY, [0, 0, 0], 1, 2, 1, 64));
    expect(volumeOf(shape) / (2 * Math.PI)).toBeCloseTo(1, 2);
  });

  test('approaches the volume of an ellipsoid, as a ball and as a superquadric', () => {
    const expected = (4 / 3) * Math.PI * 0.5 * 0.4 * 0.3;
    const ball = shapeOf((m) => m.ball(CLAY, [0, 0, 0], [0.5, 0.4, 0.3], 48, 24));
    const quadric = shapeOf((m) => m.pillow(CLAY, [0, 0, 0], [1, 0.8, 0.6], 2, 2, 16));
    expect(volumeOf(ball) / expected).toBeCloseTo(1, 1);
    expect(volumeOf(quadric) / expected).toBeCloseTo(1, 1);
  });

  test('fills a hollow outline that is not convex', () => {
    const angle = [0, 0, 2, 0, 2, 1, 1, 1, 1, 2, 0, 2];
    expect(volumeOf(shapeOf((m) => m.prism(CLAY, [0, 0, 0], angle, 0.5)))).toBeCloseTo(1.5, 6);
  });

  test('closes a bent bar and a ring', () => {
    const bar = shapeOf((m) => m.pipe(CLAY, [0, 0, 0, 0, 1, 0, 0, 1, 1], 0.1, 24));
    expect(volumeOf(bar) / (Math.PI * 0.01 * 2)).toBeCloseTo(1, 0);
    const ring = Array.from({ length: 32 }, (_, i) => [Math.cos((i * Math.PI) / 16), 0, Math.sin((i * Math.PI) / 16)]);
    const torus = shapeOf((m) => m.loop(CLAY, ring.flat(), 0.1, 24));
    expect(volumeOf(torus) / (2 * Math.PI * Math.PI * 0.01)).toBeCloseTo(1, 1);
  });

  test('nests placements, the inner one first', () => {
    const { size } = shapeOf((m) =>
      m.placed({ yaw: Math.PI / 2 }, () => m.placed({ scale: [2, 1, 1] }, () => m.box(CLAY, [0, 0, 0], [1, 1, 0.5]))),
    );
    expect(size[0]).toBeCloseTo(0.5, 6);
    expect(size[2]).toBeCloseTo(2, 6);
  });

  test('shows a panel to the front', () => {
    const { model } = shapeOf((m) => {
      m.box(CLAY, [0, 0, 0], [1, 1, 1]);
      m.panel(CLAY, [0, 0.5, -0.6], 1, 1);
    });
    const corner = model.normals.length - 3;
    expect([...model.normals.subarray(corner)]).toEqual([0, 0, -1]);
  });

  test('darkens the inside of a corner and leaves the open side light', () => {
    const { model } = shapeOf((m) => {
      m.box(CLAY, [0, 0, 0], [1, 0.1, 1]);
      m.box(CLAY, [0, 0.1, 0.45], [1, 1, 0.1]);
    });
    const topOf = (z: number): number =>
      Math.min(
        ...Array.from(model.occlusion).filter(
          (_, i) =>
            model.normals[3 * i + 1] === 1 &&
            Math.sign(model.positions[3 * i + 2]) === z &&
            model.positions[3 * i + 1] < 0,
        ),
      );
    expect(topOf(1)).toBeLessThan(topOf(-1) - 0.1);
  });

  test('keeps colliders and supports inside the unit cube, in the frame of the whole model', () => {
    const { model, supports } = shapeOf((m) => {
      m.box(CLAY, [0, 0, 0], [2, 1, 1]);
      m.support([0, 0, 0], [2, 0.5, 1], 0.25);
      m.collider([0, 0, 0], [9, 9, 9]);
    });
    expect(model.colliders[0]).toEqual({ center: [0, -0.25, 0], half: [0.5, 0.25, 0.5] });
    expect(model.colliders[1]).toEqual({ center: [0, 0, 0], half: [0.5, 0.5, 0.5] });
    expect(supports).toEqual([{ center: [0, 0, 0], half: [0.375, 0.25] }]);
  });

  test('takes the whole box as collider where none is given', () => {
    const { model } = shapeOf((m) => m.ball(CLAY, [0, 0, 0], [1, 1, 1]));
    expect(model.colliders).toEqual([{ center: [0, 0, 0], half: [0.5, 0.5, 0.5] }]);
  });

  test('refuses a shape without volume, with its measures', () => {
    expect(() => shapeOf((m) => m.panel(CLAY, [0, 0, 0], 1, 2))).toThrow('test/0 measures 1 x 2 x 0 m');
  });
});
