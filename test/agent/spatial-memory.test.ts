import { describe, expect, it } from 'vitest';
import { actAsExpert } from '../../agent/expert.ts';
import { drawEgocentricMap, MAP_CHANNELS, MAP_SIDE } from '../../agent/egocentric-map.ts';
import { SIDE } from '../../agent/memory-grid.ts';
import { SpatialMemory } from '../../agent/spatial-memory.ts';
import { steerDown } from '../../agent/steer.ts';
import { AGENT, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT, type Action, type Observation } from '../../env/env.ts';

const WIDTH = 64;
const FOCAL = WIDTH / 2 / Math.tan((79 * Math.PI) / 360);
const NOTHING = [0];

/** What an agent sees of a bare room whose walls are given in its start frame, metres, with a blue square on the front wall. */
function look(forward: number, left: number, compass: number, options: Partial<Observation> = {}): Observation {
  const walls = { front: 3, back: -1, left: 1.5, right: -1.5 };
  const depth = new Float32Array(WIDTH * WIDTH);
  const semantic = new Uint16Array(WIDTH * WIDTH);
  for (let v = 0; v < WIDTH; v++) {
    for (let u = 0; u < WIDTH; u++) {
      const side = -(u + 0.5 - WIDTH / 2) / FOCAL;
      const rise = (WIDTH / 2 - v - 0.5) / FOCAL;
      const df = Math.cos(compass) - side * Math.sin(compass);
      const dl = Math.sin(compass) + side * Math.cos(compass);
      const toFront = ((df > 0 ? walls.front : walls.back) - forward) / df;
      const toSide = ((dl > 0 ? walls.left : walls.right) - left) / dl;
      const toFloor = rise < 0 ? -AGENT.cameraHeight / rise : Infinity;
      const wall = Math.min(toFront, toSide);
      depth[v * WIDTH + u] = Math.min(wall, toFloor);
      const isTarget = wall === toFront && df > 0 && wall < toFloor && Math.abs(left + dl * wall) < 0.3;
      if (isTarget && AGENT.cameraHeight + rise * wall < 1) semantic[v * WIDTH + u] = 9;
    }
  }
  return {
    width: WIDTH,
    height: WIDTH,
    depth,
    semantic,
    instruction: '',
    objectGoal: 9,
    pointGoal: null,
    gps: [forward, left],
    compass,
    pitch: 0,
    collided: false,
    error: null,
    held: null,
    step: 0,
    ...options,
  };
}

const believe = ({ semantic }: Observation): number[] => Array.from(semantic ?? [], (id) => (id === 9 ? 1 : 0));
const cellOf = (forward: number, left: number): number =>
  Math.floor(left / 0.125 + SIDE / 2) * SIDE + Math.floor(forward / 0.125 + SIDE / 2);

describe('SpatialMemory', () => {
  it('remembers the floor before the agent and the wall behind it, where they are', () => {
    const memory = new SpatialMemory();
    memory.observe(look(0, 0, 0), NOTHING, MOVE_FORWARD);
    expect(memory.floor[cellOf(2, 0.1)]).toBe(1);
    expect(memory.obstacle[cellOf(3.01, 0)]).toBe(1);
    expect(memory.obstacle[cellOf(2, 0)]).toBe(0);
    expect(memory.floor[cellOf(-0.7, 0)] + memory.obstacle[cellOf(-0.7, 0)]).toBe(0);
  });

  it('puts what is seen after a left turn to the left', () => {
    const memory = new SpatialMemory();
    memory.observe(look(0, 0, Math.PI / 2), NOTHING, TURN_LEFT);
    expect(memory.obstacle[cellOf(0, 1.51)]).toBe(1);
    expect(memory.obstacle[cellOf(3.01, 0)]).toBe(0);
  });

  it('knows a way to what it believes to have seen, and none before', () => {
    const memory = new SpatialMemory();
    const seen = look(0, 0, 0);
    const place = SpatialMemory.placeOf(seen);
    memory.observe(seen, NOTHING, MOVE_FORWARD);
    expect(memory.survey(place).toSeen[cellOf(0.5, 0)]).toBe(Infinity);
    // One look is not enough to be believed.
    memory.observe(seen, believe(seen), MOVE_FORWARD);
    expect(memory.survey(place).toSeen[cellOf(0.5, 0)]).toBe(Infinity);
    memory.observe(seen, believe(seen), MOVE_FORWARD);
    const distances = memory.survey(place).toSeen;
    // The wall is at 3 m, and 0.4 m from it is near enough.
    expect(distances[cellOf(0.5, 0)]).toBeGreaterThan(1.8);
    expect(distances[cellOf(0.5, 0)]).toBeLessThan(2.6);
    expect(steerDown(memory, distances, place)).toBe(MOVE_FORWARD);
  });

  it('goes to its best guess once nothing is left to explore', () => {
    const memory = new SpatialMemory();
    const doubt = (seen: Observation): number[] => believe(seen).map((belief) => belief / 3);
    for (let turn = 0; turn < 36; turn++) {
      const seen = look(Math.floor(turn / 12) - 0.5, 0, (turn * Math.PI) / 6, { step: turn });
      memory.observe(seen, doubt(seen), TURN_LEFT);
    }
    const place = SpatialMemory.placeOf(look(1.5, 0, 0));
    const { toFrontier, toSeen, conviction } = memory.survey(place);
    expect(toFrontier[cellOf(1.5, 0)]).toBe(Infinity);
    expect(conviction).toBeLessThan(0.35);
    expect(toSeen[cellOf(1.5, 0)]).toBeLessThan(1.5);
  });

  it('does not try again at once where it was stopped', () => {
    const memory = new SpatialMemory();
    const before = look(0, 0, 0);
    const place = SpatialMemory.placeOf(before);
    for (let looks = 0; looks < 2; looks++) memory.observe(before, believe(before), MOVE_FORWARD);
    expect(actAsExpert(memory, place)).toBe(MOVE_FORWARD);
    memory.observe(look(0, 0, 0, { collided: true, step: 1 }), believe(before), MOVE_FORWARD);
    expect(actAsExpert(memory, place)).not.toBe(MOVE_FORWARD);
  });
});

describe('actAsExpert', () => {
  it('turns until it has seen the thing, walks there and stops within a metre, facing it', () => {
    const memory = new SpatialMemory();
    let pose = { forward: 0, left: 0, compass: Math.PI };
    let action: Action = TURN_LEFT;
    let steps = 0;
    while (steps < 60) {
      const seen = look(pose.forward, pose.left, pose.compass, { step: steps });
      memory.observe(seen, believe(seen), action);
      action = actAsExpert(memory, SpatialMemory.placeOf(seen));
      if (action === STOP) break;
      steps++;
      if (action === TURN_LEFT) pose = { ...pose, compass: pose.compass + AGENT.turnAngle };
      if (action === TURN_RIGHT) pose = { ...pose, compass: pose.compass - AGENT.turnAngle };
      if (action !== MOVE_FORWARD) continue;
      const forward = pose.forward + 0.25 * Math.cos(pose.compass);
      const left = pose.left + 0.25 * Math.sin(pose.compass);
      if (forward > -0.8 && forward < 2.8 && Math.abs(left) < 1.3) pose = { ...pose, forward, left };
    }
    expect(action).toBe(STOP);
    expect(3 - pose.forward).toBeLessThan(1);
    expect(Math.cos(pose.compass)).toBeGreaterThan(0.8);
  });
});

describe('drawEgocentricMap', () => {
  it('draws the wall ahead above the middle, whichever way the agent faces', () => {
    for (const [compass, distance] of [
      [0, 3],
      [Math.PI / 2, 1.5],
    ]) {
      const memory = new SpatialMemory();
      const seen = look(0, 0, compass);
      memory.observe(seen, NOTHING, TURN_LEFT);
      const { cells } = drawEgocentricMap(memory, SpatialMemory.placeOf(seen));
      const row = Math.floor(MAP_SIDE / 2 - distance / 0.25 - 0.01);
      const at = (r: number, channel: number): number => cells[(r * MAP_SIDE + MAP_SIDE / 2) * MAP_CHANNELS + channel];
      if (row >= 0) expect(Math.max(at(row, 0), at(row + 1, 0))).toBe(1);
      expect(at(MAP_SIDE / 2 - 4, 1)).toBe(1);
      expect(at(MAP_SIDE - 1, 2)).toBe(1);
    }
  });
});
