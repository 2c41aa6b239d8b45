import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Vec3 } from '../../../env/geometry.ts';
import { GoalDistance } from '../../../env/navigation/goal-distance.ts';
import { NavMesh, initNavigation } from '../../../env/navigation/navigation.ts';
import { Rng } from '../../../env/random.ts';
import { houseForSeed } from '../../../scenes/house-source.ts';
import { library } from '../../../scenes/library.ts';

function drawPoints(navMesh: NavMesh, count: number, rng: Rng): Vec3[] {
  return Array.from({ length: count }, () => navMesh.randomPoint(rng));
}

describe('the distance to the nearest of many goals', () => {
  beforeAll(initNavigation);

  it.each(['val/853', 'val/116', 'val/535'])('is the least of all, bit for bit, in %s', (path) => {
    const rng = new Rng(path);
    const navMesh = NavMesh.build(houseForSeed(path), library);
    // Three places with many goals each, as objects have.
    const goals = drawPoints(navMesh, 3, rng).flatMap(([x, , z]) =>
      Array.from({ length: 12 }, (): Vec3 => [x + rng.uniform(-0.6, 0.6), 0, z + rng.uniform(-0.6, 0.6)]),
    );
    for (const place of drawPoints(navMesh, 25, rng)) {
      const all = goals.map((goal) => navMesh.distance(navMesh.snap(place) ?? place, goal));
      expect(new GoalDistance(navMesh, goals, place).from(place)).toBe(Math.min(...all));
    }
    navMesh.dispose();
  });

  it('is infinite where there is no goal', () => {
    const navMesh = NavMesh.build(houseForSeed('val/535'), library);
    expect(new GoalDistance(navMesh, [], [0, 0, 0]).from([0, 0, 0])).toBe(Infinity);
    navMesh.dispose();
  });

  it('asks for few ways where the goals are in other rooms', () => {
    const navMesh = NavMesh.build(houseForSeed('val/691'), library);
    const rng = new Rng('few');
    const goals = drawPoints(navMesh, 60, rng);
    const asked = vi.spyOn(navMesh, 'distanceBetween');
    const places = drawPoints(navMesh, 20, rng);
    for (const place of places) new GoalDistance(navMesh, goals, place);
    expect(asked.mock.calls.length / places.length).toBeLessThan(12);
    navMesh.dispose();
  });
});

describe('the mesh of a house', () => {
  beforeAll(initNavigation);

  it('gives the same ways again when it is opened a second time', () => {
    const house = houseForSeed('val/691');
    const [first, second] = [NavMesh.build(house, library), NavMesh.build(house, library)];
    const points = drawPoints(first, 40, new Rng('again'));
    for (let i = 1; i < points.length; i++) {
      expect(second.path(points[i - 1], points[i])).toEqual(first.path(points[i - 1], points[i]));
    }
    first.dispose();
    expect(second.isNavigable(points[0])).toBe(true);
    second.dispose();
  });

  it('is cut at its doorways into parts between gates', () => {
    const navMesh = NavMesh.build(houseForSeed('val/853'), library);
    const { gates } = navMesh.parts;
    expect(gates.length).toBeGreaterThan(5);
    for (const { from, to, parts } of gates) {
      expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeLessThan(0.8);
      expect(parts[0]).not.toBe(parts[1]);
    }
    navMesh.dispose();
  });
});
