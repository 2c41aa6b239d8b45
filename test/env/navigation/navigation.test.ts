import { beforeAll, describe, expect, it } from 'vitest';
import { AGENT } from '../../../env/env.ts';
import type { Vec3 } from '../../../env/geometry.ts';
import { NavMesh, initNavigation } from '../../../env/navigation/navigation.ts';
import { Obstacles } from '../../../env/physics/obstacles.ts';
import { Rng } from '../../../env/random.ts';
import { boxLibrary, makeObject, oneRoomHouse, twoRoomHouse } from '../small-house.ts';

/** How far the cells of the mesh may be off, metres. */
const CELLS = 0.07;

beforeAll(initNavigation);

describe('NavMesh', () => {
  it('measures a straight way exactly', () => {
    const mesh = NavMesh.build(oneRoomHouse(), boxLibrary);
    expect(mesh.distance([0.5, 0, 0.5], [3.5, 0, 3])).toBeCloseTo(Math.hypot(3, 2.5), 5);
    mesh.dispose();
  });

  it('measures the way around a corner as the string around the widened corner', () => {
    // A screen from the wall z = 0 to z = 2; the way goes around its end at a radius.
    const screen = makeObject('Dresser', [2, 0.5, 1], [0.4, 1, 2]);
    const mesh = NavMesh.build(oneRoomHouse([screen]), boxLibrary);
    const [near, far] = [1.8, 2.2];
    const string = 2 * Math.hypot(near - 1, 2 + AGENT.radius - 1) + (far - near);
    const distance = mesh.distance([1, 0, 1], [3, 0, 1]);
    expect(distance).toBeGreaterThan(string - CELLS);
    expect(distance).toBeLessThan(string + 4 * CELLS);
    mesh.dispose();
  });

  it('leads through the door', () => {
    const mesh = NavMesh.build(twoRoomHouse(), boxLibrary);
    const corners = mesh.path([1, 0, 3], [7, 0, 3]) ?? [];
    expect(corners.length).toBeGreaterThan(2);
    for (const [x, , z] of corners.slice(1, -1)) {
      expect(Math.abs(x - 4)).toBeLessThan(0.4);
      expect(z).toBeLessThan(1.45 - AGENT.radius + 0.01);
    }
    mesh.dispose();
  });

  it('takes a shut leaf for passable and a front door for a wall', () => {
    const [from, to]: Vec3[] = [
      [1, 0, 1],
      [7, 0, 1],
    ];
    const leaf = NavMesh.build(twoRoomHouse({ door: { hasLeaf: true } }), boxLibrary);
    expect(leaf.distance(from, to)).toBeCloseTo(6, 3);
    const front = NavMesh.build(twoRoomHouse({ door: { front: true } }), boxLibrary);
    expect(front.distance(from, to)).toBe(Infinity);
    leaf.dispose();
    front.dispose();
  });

  it('finds no way into furniture', () => {
    const mesh = NavMesh.build(oneRoomHouse([makeObject('Bed', [2, 0.3, 2], [1.6, 0.6, 2])]), boxLibrary);
    expect(mesh.distance([0.5, 0, 0.5], [2, 0, 2])).toBe(Infinity);
    expect(mesh.isNavigable([2, 0, 2])).toBe(false);
    mesh.dispose();
  });

  it('goes around loose things on the floor and under none', () => {
    const box = makeObject('Box', [2, 0.3, 2], [0.6, 0.6, 0.6], { fixed: false });
    const mesh = NavMesh.build(oneRoomHouse([box]), boxLibrary);
    expect(mesh.distance([1, 0, 2], [3, 0, 2])).toBeGreaterThan(2.1);
    mesh.dispose();
  });

  it('gives the distance to the nearest of many goals', () => {
    const mesh = NavMesh.build(twoRoomHouse(), boxLibrary);
    const rng = new Rng('goals');
    const goals = Array.from({ length: 30 }, () => mesh.randomPoint(rng));
    const from = mesh.randomPoint(rng);
    const all = goals.map((goal) => mesh.distance(from, goal));
    expect(mesh.distanceToAny(from, goals)).toBe(Math.min(...all));
    expect(mesh.distanceToAny(from, [])).toBe(Infinity);
    mesh.dispose();
  });

  it('draws points where the agent fits', () => {
    const house = twoRoomHouse({ objects: [makeObject('Sofa', [6, 0.4, 2], [1, 0.8, 2])] });
    const mesh = NavMesh.build(house, boxLibrary);
    const obstacles = Obstacles.ofHouse(house, boxLibrary);
    const rng = new Rng('points');
    for (let i = 0; i < 300; i++) {
      const [x, , z] = mesh.randomPoint(rng);
      expect(obstacles.clearance([x, z])).toBeGreaterThan(AGENT.radius - 0.03);
    }
    mesh.dispose();
  });

  it('is the same each time it is built', () => {
    const measure = (): number[] => {
      const mesh = NavMesh.build(twoRoomHouse(), boxLibrary);
      const rng = new Rng('same');
      const found = Array.from({ length: 20 }, () => mesh.distance(mesh.randomPoint(rng), mesh.randomPoint(rng)));
      mesh.dispose();
      return found;
    };
    expect(measure()).toEqual(measure());
  });

  it('frees its memory: hundreds of houses fit where dozens do', () => {
    const house = oneRoomHouse();
    const build = (): void => NavMesh.build(house, boxLibrary).dispose();
    for (let i = 0; i < 20; i++) build();
    const before = process.memoryUsage().external;
    for (let i = 0; i < 500; i++) build();
    // 500 leaked meshes of this house grow Recast's heap by more than 13 MB.
    expect(process.memoryUsage().external - before).toBeLessThan(8e6);
  });
});
