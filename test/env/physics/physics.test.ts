import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AGENT, LOOK_DOWN, LOOK_UP, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../../../env/env.ts';
import type { Pose } from '../../../env/geometry.ts';
import type { House } from '../../../env/house.ts';
import { FRICTION, GRAVITY, NUM_SUBSTEPS, SUBSTEP } from '../../../env/physics/physics-constants.ts';
import { Physics } from '../../../env/physics/physics.ts';
import { Rng } from '../../../env/random.ts';
import { busyHouse, walkAndHash } from './busy-walk.ts';
import { boxLibrary, makeObject, oneRoomHouse, twoRoomHouse } from '../small-house.ts';

const WEST: Pose = { position: [2, 0, 2], yaw: Math.PI / 2, pitch: 0 };
const EAST: Pose = { ...WEST, yaw: -Math.PI / 2 };
const loose = { fixed: false } as const;

function start(house: House, pose: Pose = WEST): Physics {
  const physics = new Physics(house, boxLibrary);
  physics.placeAgent(pose);
  return physics;
}

describe('the motion of the agent', () => {
  it('goes exactly a quarter of a metre along its heading', () => {
    const physics = start(oneRoomHouse(), { position: [2, 0, 2], yaw: 0.3, pitch: 0 });
    expect(physics.actuate(MOVE_FORWARD).collided).toBe(false);
    const [x, y, z] = physics.agent.position;
    expect(x).toBeCloseTo(2 - 0.25 * Math.sin(0.3), 12);
    expect(z).toBeCloseTo(2 - 0.25 * Math.cos(0.3), 12);
    expect(y).toBe(0);
  });

  it('comes back to the same heading, bit for bit, after twelve turns', () => {
    const physics = start(oneRoomHouse(), { ...WEST, yaw: 0.1 });
    const before = physics.agent.yaw;
    physics.actuate(TURN_LEFT);
    expect(physics.agent.yaw).toBeCloseTo(0.1 + Math.PI / 6, 14);
    for (let i = 0; i < 11; i++) physics.actuate(TURN_LEFT);
    expect(physics.agent.yaw).toBe(before);
  });

  it('looks up and down by 30 degrees and no further', () => {
    const physics = start(oneRoomHouse());
    physics.actuate(LOOK_UP);
    physics.actuate(LOOK_UP);
    expect(physics.agent.pitch).toBe(AGENT.maxPitch);
    for (let i = 0; i < 3; i++) physics.actuate(LOOK_DOWN);
    expect(physics.agent.pitch).toBe(-AGENT.maxPitch);
  });

  it('drives along an arc by its velocity, and back again', () => {
    const physics = start(oneRoomHouse(), { position: [2, 0, 2], yaw: 0, pitch: 0 });
    for (let i = 0; i < 8; i++) physics.actuate({ action: 'Velocity', linear: 0.5, angular: Math.PI / 4 });
    const { position, yaw } = physics.agent;
    // Two seconds: a quarter of a circle of radius 0.5 / (pi / 4), of which each step takes the chord's direction.
    const radius = 0.5 / (Math.PI / 4);
    expect(yaw).toBeCloseTo(Math.PI / 2, 9);
    expect(position[0]).toBeCloseTo(2 - radius, 2);
    expect(position[2]).toBeCloseTo(2 - radius, 2);
    for (let i = 0; i < 8; i++) physics.actuate({ action: 'Velocity', linear: -0.5, angular: -Math.PI / 4 });
    expect(physics.agent.position[0]).toBeCloseTo(2, 9);
    expect(physics.agent.yaw).toBeCloseTo(0, 9);
  });

  it('stops at a wall, says so, and does not slide', () => {
    const physics = start(oneRoomHouse(), { position: [0.5, 0, 2], yaw: Math.PI / 4, pitch: 0 });
    let collided = false;
    for (let i = 0; i < 3; i++) collided = physics.actuate(MOVE_FORWARD).collided;
    const [x, , z] = physics.agent.position;
    expect(collided).toBe(true);
    expect(x).toBeCloseTo(0.02 + AGENT.radius, 2);
    expect(x).toBeGreaterThan(0.02 + AGENT.radius);
    expect(2 - z).toBeCloseTo(0.5 - x, 9);
  });

  it('walks along a wall it has run into', () => {
    const physics = start(oneRoomHouse(), { position: [0.4, 0, 2], yaw: Math.PI / 2, pitch: 0 });
    physics.actuate(MOVE_FORWARD);
    for (let i = 0; i < 3; i++) physics.actuate(TURN_LEFT);
    for (let i = 0; i < 5; i++) expect(physics.actuate(MOVE_FORWARD).collided).toBe(false);
  });

  it('passes through an open door and under its lintel', () => {
    const physics = start(twoRoomHouse(), { position: [3.4, 0, 1], yaw: -Math.PI / 2, pitch: 0 });
    for (let i = 0; i < 5; i++) expect(physics.actuate(MOVE_FORWARD).collided).toBe(false);
    expect(physics.agent.position[0]).toBeCloseTo(4.65, 9);
  });

  it('stays in the house with all loose things through 2,000 random actions', () => {
    const physics = start(busyHouse(), { position: [1, 0, 2], yaw: 0.7, pitch: 0 });
    const rng = new Rng('wander');
    for (let i = 0; i < 2000; i++) {
      physics.actuate(rng.chance(0.7) ? MOVE_FORWARD : rng.pick([TURN_LEFT, TURN_RIGHT]));
      const [x, , z] = physics.agent.position;
      expect(Math.min(x, 8 - x, z, 4 - z)).toBeGreaterThan(0.2 - 1e-9);
    }
    for (let i = 7; i < physics.poses.length; i += 7) {
      const [x, y, z] = physics.poses.subarray(i, i + 3);
      expect(Math.min(x, 8 - x, y, z, 4 - z)).toBeGreaterThan(0.02);
    }
  });
});

describe('loose things', () => {
  const box = (x: number, size = 0.3): House =>
    oneRoomHouse([makeObject('Box', [x, size / 2, 2], [size, size, size], loose)]);

  it('are pushed along by the agent', () => {
    const physics = start(box(2.5), EAST);
    for (let i = 0; i < 3; i++) expect(physics.actuate(MOVE_FORWARD).collided).toBe(false);
    expect(physics.agent.position[0]).toBeCloseTo(2.75, 2);
    expect(physics.poses[0]).toBeGreaterThan(2.75 + 0.17 + 0.14);
    expect(physics.poses[1]).toBeCloseTo(0.15, 2);
  });

  it('stop the agent where a wall holds them', () => {
    const physics = start(box(3.8), EAST);
    let collided = false;
    for (let i = 0; i < 8; i++) collided = physics.actuate(MOVE_FORWARD).collided;
    expect(collided).toBe(true);
    expect(physics.agent.position[0]).toBeLessThan(3.98 - 0.3 - 0.14);
    expect(physics.poses[0]).toBeLessThan(3.98 - 0.14);
  });

  it('stay as they are, bit for bit, while nothing touches them', () => {
    const physics = start(busyHouse(), { position: [1, 0, 2], yaw: 0, pitch: 0 });
    const before = physics.poses.slice();
    for (let i = 0; i < 12; i++) physics.actuate(TURN_LEFT);
    expect(physics.poses).toEqual(before);
  });

  it('come to rest on the furniture they stand on', () => {
    const table = makeObject('DiningTable', [2, 0.4, 1], [1.2, 0.8, 0.8]);
    const mugs = [-0.3, 0, 0.3].map((x) => makeObject('Mug', [2 + x, 0.86, 1], [0.1, 0.12, 0.08], loose));
    const physics = start(oneRoomHouse([table, ...mugs]));
    for (let i = 0; i < 3; i++) physics.push(i, [0, 0, 0]);
    let actions = 0;
    for (; !physics.settled && actions < 20; actions++) physics.actuate(STOP);
    expect(physics.settled).toBe(true);
    for (let i = 0; i < 3; i++) expect(physics.poses[i * 7 + 1]).toBeCloseTo(0.86, 2);
  });

  it('come to rest even when they are as thin as a pen', () => {
    const desk = makeObject('Desk', [2, 0.4, 1], [1.2, 0.8, 0.8]);
    const pen = makeObject('Pen', [2, 0.808, 1], [0.012, 0.016, 0.155], loose);
    const physics = start(oneRoomHouse([desk, pen]));
    physics.push(0, [0, 0, 0]);
    for (let i = 0; i < 12; i++) physics.actuate(STOP);
    expect(physics.settled).toBe(true);
    expect(physics.poses[1]).toBeCloseTo(0.808, 2);
  });

  it('fall as Galileo says', () => {
    const physics = start(oneRoomHouse([makeObject('Box', [1, 2, 1], [0.2, 0.2, 0.2], loose)]));
    physics.push(0, [0, 0, 0]);
    physics.actuate(STOP);
    physics.actuate(STOP);
    const time = 2 * NUM_SUBSTEPS * SUBSTEP;
    const fallen = 2 - physics.poses[1];
    // Semi-implicit Euler falls g t dt / 2 further than the parabola.
    expect(fallen).toBeCloseTo(0.5 * GRAVITY * time * (time + SUBSTEP), 9);
    expect(fallen / (0.5 * GRAVITY * time ** 2)).toBeCloseTo(1, 1);
  });

  it('slide as far as friction lets them', () => {
    const physics = start(oneRoomHouse([makeObject('Box', [0.5, 0.1, 3.5], [0.2, 0.2, 0.2], loose)]));
    const speed = 3;
    physics.push(0, [speed, 0, 0]);
    for (let i = 0; i < 12; i++) physics.actuate(STOP);
    const distance = speed ** 2 / (2 * FRICTION * GRAVITY);
    expect(physics.settled).toBe(true);
    expect(physics.poses[0] - 0.5).toBeGreaterThan(0.95 * distance);
    expect(physics.poses[0] - 0.5).toBeLessThan(1.02 * distance);
  });

  it('stay stacked, three on one another, for a minute', () => {
    const stack = [0.3, 0.24, 0.18].map((size, i, sizes) => {
      const below = sizes.slice(0, i).reduce((sum, height) => sum + height, 0);
      // Each falls a little before it rests on the one below.
      return makeObject('Box', [2, below + size / 2 + 0.002 * (i + 1), 1], [size, size, size], loose);
    });
    const physics = start(oneRoomHouse(stack));
    const before = physics.poses.slice();
    for (let i = 0; i < 3; i++) physics.push(i, [0, 0, 0]);
    for (let quarter = 0; quarter < 4 * 60; quarter++) physics.actuate(STOP);
    expect(physics.settled).toBe(true);
    physics.poses.forEach((value, i) => expect(Math.abs(value - before[i])).toBeLessThan(0.012));
  });

  it('bounce to the height their restitution gives', () => {
    const ball = makeObject('BasketBall', [1, 1.12, 1], [0.24, 0.24, 0.24], loose);
    const physics = start(oneRoomHouse([ball]));
    physics.push(0, [0, 0, 0]);
    const heights = Array.from({ length: 5 }, () => {
      physics.actuate(STOP);
      return physics.poses[1];
    });
    // From a drop of 1 m: at rest again, 0.75² m up, after (1 + 0.75) times the fall's 0.45 s.
    const peak = Math.max(...heights.slice(2));
    expect(peak - 0.12).toBeGreaterThan(0.45);
    expect(peak - 0.12).toBeLessThan(0.6);
  });
});

describe('a door leaf', () => {
  const shut = twoRoomHouse({ door: { hasLeaf: true } });
  const before: Pose = { position: [3.4, 0, 1], yaw: -Math.PI / 2, pitch: 0 };

  it('swings open before the agent and lets it through', () => {
    const physics = start(shut, before);
    for (let i = 0; i < 8; i++) physics.actuate(MOVE_FORWARD);
    expect(physics.agent.position[0]).toBeGreaterThan(5);
    expect(physics.agent.position[2]).toBeCloseTo(1, 9);
  });

  it('keeps its hinge in its place', () => {
    const physics = start(shut, before);
    for (let i = 0; i < 8; i++) physics.actuate(MOVE_FORWARD);
    const [x, y, z, , qy, , qw] = physics.poses;
    const yaw = 2 * Math.atan2(qy, qw);
    expect(x - 0.45 * Math.cos(yaw)).toBeCloseTo(4, 9);
    expect(z + 0.45 * Math.sin(yaw)).toBeCloseTo(0.55, 9);
    expect(y).toBe(1.05);
  });

  it('comes to rest', () => {
    const physics = start(shut, before);
    for (let i = 0; i < 8; i++) physics.actuate(MOVE_FORWARD);
    for (let i = 0; i < 8; i++) physics.actuate(STOP);
    expect(physics.settled).toBe(true);
  });

  it('swings on as far as the rubbing hinge lets it', () => {
    const physics = start(shut);
    const [speed, kept] = [2, 0.93];
    physics.push(0, [0, speed, 0]);
    physics.actuate(STOP);
    // Each substep it keeps a part of its speed: a geometric series.
    const swung = (speed * SUBSTEP * (1 - kept ** NUM_SUBSTEPS)) / (1 - kept);
    expect(physics.movables.angleOf(0)).toBeCloseTo(swung, 9);
    for (let i = 0; i < 8; i++) physics.actuate(STOP);
    expect(physics.movables.angleOf(0)).toBeGreaterThan(0.9 * ((speed * SUBSTEP) / (1 - kept)));
    expect(physics.movables.angleOf(0)).toBeLessThanOrEqual((speed * SUBSTEP) / (1 - kept));
  });

  it('of a front door stays shut', () => {
    const physics = start(twoRoomHouse({ door: { hasLeaf: true, front: true } }), before);
    for (let i = 0; i < 8; i++) physics.actuate(MOVE_FORWARD);
    expect(physics.agent.position[0]).toBeLessThan(4 - AGENT.radius - 0.02);
  });
});

describe('determinism', () => {
  it('gives the same bits in a second world', () => {
    expect(walkAndHash()).toBe(walkAndHash());
  });

  it('gives the same bits in another process', async () => {
    const script = join(import.meta.dirname, 'busy-walk.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script]);
    expect(stdout.trim()).toBe(walkAndHash());
  });

  it('gives the same bits after a reset', () => {
    const physics = start(busyHouse(), EAST);
    const run = (): string => {
      physics.placeAgent({ position: [1, 0, 1], yaw: -1.5, pitch: 0 });
      for (let i = 0; i < 40; i++) physics.actuate(i % 5 === 4 ? TURN_LEFT : MOVE_FORWARD);
      return physics.hashState();
    };
    const first = run();
    physics.reset();
    expect(run()).toBe(first);
  });
});
