import { describe, expect, it } from 'vitest';
import type { VelocityAction } from '../../../env/interaction/actions.ts';
import { AGENT, type Action, MOVE_FORWARD, STOP, TURN_LEFT, TURN_RIGHT } from '../../../env/env.ts';
import type { Pose } from '../../../env/geometry.ts';
import type { House } from '../../../env/house.ts';
import { SKIN } from '../../../env/physics/obstacles.ts';
import { Physics, type PhysicsOptions } from '../../../env/physics/physics.ts';
import { Rng } from '../../../env/random.ts';
import { busyHouse } from './busy-walk.ts';
import { boxLibrary, makeObject, oneRoomHouse, twoRoomHouse } from '../small-house.ts';

const WEST: Pose = { position: [2, 0, 2], yaw: Math.PI / 2, pitch: 0 };
const EAST: Pose = { ...WEST, yaw: -Math.PI / 2 };
/** Of the agent's middle when it touches the wall x = 0. */
const AT_WALL = 0.02 + AGENT.radius + SKIN;

function start(house: House, pose: Pose = WEST, options: PhysicsOptions = {}): Physics {
  const physics = new Physics(house, boxLibrary, { level: 'kinematic', ...options });
  physics.placeAgent(pose);
  return physics;
}

function drawMotion(rng: Rng): Action | VelocityAction {
  if (rng.chance(0.3)) return { action: 'Velocity', linear: rng.uniform(-1, 1), angular: rng.uniform(-2, 2) };
  return rng.chance(0.6) ? MOVE_FORWARD : rng.pick([TURN_LEFT, TURN_RIGHT]);
}

describe('walking at the kinematic level', () => {
  it('goes and stops exactly as at the rigid level where only walls are', () => {
    const rng = new Rng('empty');
    const pose: Pose = { position: [1, 0, 1], yaw: 0.3, pitch: 0 };
    const [kinematic, rigid] = [start(twoRoomHouse(), pose), start(twoRoomHouse(), pose, { level: 'rigid' })];
    for (let i = 0; i < 500; i++) {
      const motion = drawMotion(rng);
      expect(kinematic.actuate(motion)).toEqual(rigid.actuate(motion));
      expect(kinematic.agent).toEqual(rigid.agent);
    }
  });

  it('gives the same bits again, and others for other motions', () => {
    const walk = (seed: string): string => {
      const physics = start(busyHouse());
      const rng = new Rng(seed);
      for (let i = 0; i < 200; i++) physics.actuate(drawMotion(rng));
      return physics.hashState();
    };
    expect(walk('a')).toBe(walk('a'));
    expect(walk('a')).not.toBe(walk('b'));
  });

  it.each([false, true])('is never in a wall nor in what stands about, sliding %s', (sliding) => {
    const house = busyHouse();
    const physics = start(house, { position: [1, 0, 2], yaw: 0.7, pitch: 0 }, { sliding });
    const rng = new Rng('wander');
    for (let i = 0; i < 2000; i++) {
      physics.actuate(drawMotion(rng));
      const [x, , z] = physics.agent.position;
      expect(Math.min(x, 8 - x, z, 4 - z)).toBeGreaterThan(0.02 + AGENT.radius);
      for (const { position } of house.objects) {
        expect(Math.hypot(x - position[0], z - position[2])).toBeGreaterThan(0.12 + AGENT.radius);
      }
    }
  });

  it('stops at a wall it walks into at an angle', () => {
    const physics = start(oneRoomHouse(), { position: [0.3, 0, 2], yaw: Math.PI / 4, pitch: 0 });
    expect(physics.actuate(MOVE_FORWARD).collided).toBe(true);
    const [x, , z] = physics.agent.position;
    expect(x).toBeCloseTo(AT_WALL, 4);
    expect(2 - z).toBeCloseTo(0.3 - x, 9);
  });

  it('slides along the wall by the tangential part of its step where that is asked for', () => {
    const pose: Pose = { position: [0.3, 0, 2], yaw: Math.PI / 3, pitch: 0 };
    const physics = start(oneRoomHouse(), pose, { sliding: true });
    expect(physics.actuate(MOVE_FORWARD).collided).toBe(true);
    const [x, , z] = physics.agent.position;
    expect(x).toBeCloseTo(AT_WALL, 4);
    expect(2 - z).toBeCloseTo(AGENT.stepLength * Math.cos(Math.PI / 3), 9);
  });

  it('slides into a corner and no further', () => {
    const pose: Pose = { position: [0.3, 0, 0.3], yaw: Math.PI / 4, pitch: 0 };
    const physics = start(oneRoomHouse(), pose, { sliding: true });
    for (let i = 0; i < 3; i++) physics.actuate(MOVE_FORWARD);
    const [x, , z] = physics.agent.position;
    expect(x).toBeCloseTo(AT_WALL, 4);
    expect(z).toBeCloseTo(AT_WALL, 4);
  });
});

describe('at the kinematic level', () => {
  it('loose things stop who walks, and stay where they are', () => {
    const physics = start(oneRoomHouse([makeObject('Box', [2.5, 0.15, 2], [0.3, 0.3, 0.3], { fixed: false })]), EAST);
    const before = physics.poses.slice();
    physics.actuate(MOVE_FORWARD);
    expect(physics.actuate(MOVE_FORWARD).collided).toBe(true);
    expect(physics.agent.position[0]).toBeCloseTo(2.35 - AGENT.radius - SKIN, 4);
    expect(physics.poses).toEqual(before);
  });

  it('a thing that is taken is no longer in the way, and is again where it is put', () => {
    const physics = start(oneRoomHouse([makeObject('Box', [2.5, 0.15, 2], [0.3, 0.3, 0.3], { fixed: false })]), EAST);
    physics.take(0);
    for (let i = 0; i < 3; i++) expect(physics.actuate(MOVE_FORWARD).collided).toBe(false);
    physics.letGo(0, { position: [3.3, 0.15, 2], rotation: [0, 0, 0, 1] });
    for (let i = 0; i < 3; i++) physics.actuate(MOVE_FORWARD);
    expect(physics.agent.position[0]).toBeCloseTo(3.15 - AGENT.radius - SKIN, 4);
    expect(physics.poses[0]).toBe(3.3);
  });

  it.each([
    { side: 'its own', x: 3.4, yaw: -Math.PI / 2 },
    { side: 'the other', x: 4.6, yaw: Math.PI / 2 },
  ])('a shut door is pushed open from $side side, and let through', ({ x, yaw }) => {
    const physics = start(twoRoomHouse({ door: { hasLeaf: true } }), { position: [x, 0, 1], yaw, pitch: 0 });
    for (let i = 0; i < 6; i++) expect(physics.actuate(MOVE_FORWARD).collided).toBe(false);
    expect(Math.abs(physics.agent.position[0] - x)).toBeCloseTo(1.5, 9);
    expect(Math.abs(physics.movables.angleOf(0))).toBeGreaterThan(0.8);
    expect(physics.poses[0]).not.toBe(4);
  });

  it('a locked front door stays shut', () => {
    const house = twoRoomHouse({ door: { hasLeaf: true, front: true } });
    const physics = start(house, { position: [3.4, 0, 1], yaw: -Math.PI / 2, pitch: 0 });
    for (let i = 0; i < 3; i++) physics.actuate(MOVE_FORWARD);
    expect(physics.agent.position[0]).toBeLessThan(4 - AGENT.radius);
    expect(physics.movables.angleOf(0)).toBe(0);
  });

  it('a door leaf is not pushed into somebody behind it', () => {
    const behind = {
      id: 'resident|1',
      start: { position: [4.35, 0, 1.2], yaw: 0, pitch: 0 },
      color: [1, 0, 0],
    } as const;
    const house = { ...twoRoomHouse({ door: { hasLeaf: true } }), people: [behind] };
    const physics = start(house, { position: [3.4, 0, 1], yaw: -Math.PI / 2, pitch: 0 });
    let collided = false;
    for (let i = 0; i < 3; i++) collided = physics.actuate(MOVE_FORWARD).collided;
    expect(collided).toBe(true);
    expect(physics.agent.position[0]).toBeLessThan(4);
    expect(physics.poseOf(1).position).toEqual(behind.start.position);
  });

  it('nobody walks through anybody', () => {
    const other = { id: 'resident|1', start: { position: [1, 0, 2], yaw: 0, pitch: 0 }, color: [1, 0, 0] } as const;
    const physics = start({ ...oneRoomHouse(), people: [other] });
    for (let i = 0; i < 5; i++) physics.actuate(MOVE_FORWARD);
    expect(physics.agent.position[0]).toBeCloseTo(1 + 2 * AGENT.radius + SKIN, 4);
    physics.actuate(STOP, 0, new Map([[1, { turn: -Math.PI / 2, length: 0.2 }]]));
    expect(physics.poseOf(1).position[0]).toBeCloseTo(1, 2);
  });
});
