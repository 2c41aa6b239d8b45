import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec2 } from '../../../env/geometry.ts';
import { Obstacles, SKIN } from '../../../env/physics/obstacles.ts';
import { footprintOf, shellBoxes, staticBoxes } from '../../../env/physics/static-boxes.ts';
import { boxLibrary, makeObject, oneRoomHouse, twoRoomHouse } from '../small-house.ts';

const block = new Obstacles([{ center: [0, 0], half: [1, 0.5], yaw: 0 }]);

describe('Obstacles.sweepDisc', () => {
  it('stops a disc a radius and a skin before a side', () => {
    expect(block.sweepDisc([-3, 0], [1, 0], 0.2)).toBeCloseTo((2 - 0.2 - SKIN) / 4, 12);
  });

  it('stops a disc at the rounded corner', () => {
    // Along z = 0.62, where the rim of radius 0.2 + skin around the corner (-1, 0.5) begins at x = -1 - sqrt(r² - 0.12²).
    const rim = Math.sqrt((0.2 + SKIN) ** 2 - 0.12 ** 2);
    expect(block.sweepDisc([-3, 0.62], [1, 0.62], 0.2)).toBeCloseTo((2 - rim) / 4, 12);
  });

  it('lets a disc pass beside', () => {
    expect(block.sweepDisc([-3, 0.72], [3, 0.72], 0.2)).toBe(1);
  });

  it('lets a disc that touches go along and away, not nearer', () => {
    const touching: Vec2 = [0, 0.5 + 0.2 + SKIN];
    expect(block.sweepDisc(touching, [0.5, touching[1]], 0.2)).toBe(1);
    expect(block.sweepDisc(touching, [0.5, 1], 0.2)).toBe(1);
    expect(block.sweepDisc(touching, [0.5, 0.6], 0.2)).toBe(0);
  });

  it('turns with its rectangle', () => {
    const turned = new Obstacles([{ center: [5, 5], half: [1, 0.1], yaw: Math.PI / 4 }]);
    // Local x points along (1, -1): the disc comes in square to the long side.
    expect(turned.sweepDisc([4, 4], [6, 6], 0.2)).toBeCloseTo((Math.SQRT2 - 0.1 - 0.2 - SKIN) / Math.hypot(2, 2), 12);
  });

  it('never ends nearer than the radius, and ends as far as it can', () => {
    const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
    const rectangle = fc.record({
      center: fc.tuple(coordinate, coordinate),
      half: fc.tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true })),
      yaw: fc.double({ min: -4, max: 4, noNaN: true }),
    });
    const scene = fc.array(rectangle, { maxLength: 6 });
    fc.assert(
      fc.property(scene, coordinate, coordinate, coordinate, coordinate, (rectangles, x0, z0, x1, z1) => {
        const obstacles = new Obstacles(rectangles);
        fc.pre(obstacles.clearance([x0, z0]) > 0.2 + 2 * SKIN);
        const fraction = obstacles.sweepDisc([x0, z0], [x1, z1], 0.2);
        const clearances = [0.25, 0.5, 0.75, 1].map((part) =>
          obstacles.clearance([x0 + (x1 - x0) * fraction * part, z0 + (z1 - z0) * fraction * part]),
        );
        expect(Math.min(...clearances)).toBeGreaterThan(0.2);
        if (fraction < 1) expect(clearances[3]).toBeLessThan(0.2 + 2 * SKIN);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe('Obstacles.clearance', () => {
  it('is the distance to the nearest rectangle, 0 inside and capped outside', () => {
    expect(block.clearance([1.3, 0.9])).toBeCloseTo(0.5, 12);
    expect(block.clearance([0.2, 0.1])).toBe(0);
    expect(block.clearance([3, 3])).toBe(1);
  });
});

describe('staticBoxes', () => {
  it('builds a partition once and leaves its door open', () => {
    const partition = shellBoxes(twoRoomHouse()).filter((box) => Math.abs(box.center[0] - 4) < 0.01);
    expect(partition).toHaveLength(3);
    const lintel = partition.find((box) => box.center[1] > 2.1);
    expect(lintel?.center[2]).toBeCloseTo(1, 12);
    expect(lintel?.half[0]).toBeCloseTo(0.45, 12);
  });

  it('closes a front door', () => {
    const house = twoRoomHouse({ door: { front: true } });
    expect(Obstacles.ofHouse(house, boxLibrary).clearance([4, 1])).toBe(0);
  });

  it('takes a window for a wall', () => {
    const room = oneRoomHouse();
    const hole = { id: 'window|2|0', x0: 1, x1: 2, y0: 0.02, y1: 2 };
    const window = {
      id: hole.id,
      assetId: 'Window_1',
      roomId: 'room|2',
      walls: [room.walls[0].id, room.walls[0].id] as const,
      position: [0, 1, 1.5] as const,
      along: [0, 1] as const,
      width: 1,
      height: 1.98,
    };
    const house = { ...room, windows: [window], walls: [{ ...room.walls[0], holes: [hole] }, ...room.walls.slice(1)] };
    expect(Obstacles.ofHouse(house, boxLibrary).clearance([0, 1.5])).toBe(0);
  });

  it('leaves out what the agent steps over or walks under', () => {
    const rug = makeObject('Towel', [2, 0.01, 2], [1, 0.02, 1]);
    const shelf = makeObject('ShelvingUnit', [2, 1.5, 2], [1, 0.4, 1]);
    expect(Obstacles.ofHouse(oneRoomHouse([rug, shelf]), boxLibrary).clearance([2, 2])).toBe(1);
    expect(staticBoxes(oneRoomHouse([rug, shelf]), boxLibrary)).toHaveLength(6);
  });

  it('gives the exact footprint of a thing that lies on its side', () => {
    const half = Math.SQRT1_2;
    const lying = footprintOf({ center: [1, 0.2, 2], half: [0.1, 0.4, 0.2], rotation: [0, 0, half, half] });
    const box = new Obstacles([lying]);
    expect(box.clearance([1.5, 2])).toBeCloseTo(0.1, 12);
    expect(box.clearance([1, 2.5])).toBeCloseTo(0.3, 12);
  });
});
