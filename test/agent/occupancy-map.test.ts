import { describe, expect, it } from 'vitest';
import { OccupancyMap } from '../../agent/occupancy-map.ts';
import { cellAt } from '../../env/navigation/distance-field.ts';
import { AGENT, type Observation } from '../../env/env.ts';

const SIZE = 64;
const HFOV_DEG = 79;
const GOAL = 30;
const WALL_AT = 3;

/** A level view at a wall three metres ahead; the goal hangs on it, left of the middle. */
function lookAtWall(changes: Partial<Observation> = {}): Observation {
  const focal = SIZE / 2 / Math.tan((HFOV_DEG * Math.PI) / 360);
  const depth = new Float32Array(SIZE * SIZE);
  const semantic = new Uint16Array(SIZE * SIZE).fill(1);
  for (let v = 0; v < SIZE; v++) {
    const down = (v + 0.5 - SIZE / 2) / focal;
    for (let u = 0; u < SIZE; u++) {
      depth[v * SIZE + u] = Math.min(WALL_AT, down > 0 ? AGENT.cameraHeight / down : Infinity);
      if (v === SIZE / 2 && u === SIZE / 4) semantic[v * SIZE + u] = GOAL;
    }
  }
  return {
    width: SIZE,
    height: SIZE,
    depth,
    semantic,
    instruction: '',
    objectGoal: GOAL,
    pointGoal: null,
    gps: [0, 0],
    compass: 0,
    pitch: 0,
    collided: false,
    error: null,
    held: null,
    step: 0,
    ...changes,
  };
}

function observe(changes: Partial<Observation> = {}): OccupancyMap {
  const map = new OccupancyMap({ hfovDeg: HFOV_DEG });
  map.observe(lookAtWall(changes));
  return map;
}

function isPassable(map: OccupancyMap, forward: number, left: number): boolean {
  const grid = map.passable();
  return grid.free[cellAt(grid, [forward, left])] === 1;
}

describe('OccupancyMap', () => {
  it('can be walked on up to its radius before the wall', () => {
    const map = observe();
    expect(isPassable(map, 1, 0)).toBe(true);
    expect(isPassable(map, WALL_AT - AGENT.radius - 0.1, 0)).toBe(true);
    expect(isPassable(map, WALL_AT - AGENT.radius + 0.05, 0)).toBe(false);
  });

  it('turns with the agent', () => {
    const map = observe({ gps: [1, 2], compass: Math.PI / 2 });
    expect(isPassable(map, 1, 4)).toBe(true);
    expect(isPassable(map, 3, 2)).toBe(false);
  });

  it('has edges to the unknown at the sides of the view and none at the wall', () => {
    const map = observe();
    const grid = map.passable();
    const edges = map.frontier(grid).map(({ cell }) => cell);
    expect(edges.length).toBeGreaterThan(0);
    expect(edges).not.toContain(cellAt(grid, [WALL_AT - AGENT.radius - 0.1, 0]));
  });

  it('knows from where the goal is within reach', () => {
    const map = observe();
    const grid = map.passable();
    const left = WALL_AT * Math.tan((HFOV_DEG * Math.PI) / 360) * 0.5;
    const around = map.aroundGoals(grid, 0.8).map(({ cell }) => cell);
    expect(around).toContain(cellAt(grid, [WALL_AT - 0.5, left]));
    expect(around).not.toContain(cellAt(grid, [WALL_AT - 0.5, left - 1]));
  });

  it('remembers what it bumped into', () => {
    const map = observe();
    map.bump([1, 0], 0);
    expect(isPassable(map, 1 + AGENT.radius, 0)).toBe(false);
  });

  it('asks for its sensors', () => {
    expect(() => observe({ depth: undefined })).toThrow(/depth and semantic are needed/);
  });
});
