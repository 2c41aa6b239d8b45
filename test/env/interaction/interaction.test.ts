import { describe, expect, it } from 'vitest';
import type { ObjectActionName } from '../../../env/interaction/actions.ts';
import { STOP, TURN_LEFT } from '../../../env/env.ts';
import type { Pose } from '../../../env/geometry.ts';
import type { House, HouseObject } from '../../../env/house.ts';
import { listMovables } from '../../../env/house.ts';
import { Interaction } from '../../../env/interaction/interaction.ts';
import { Physics } from '../../../env/physics/physics.ts';
import { kitchen, partsLibrary } from '../furnished-kitchen.ts';
import { makeObject, twoRoomHouse } from '../small-house.ts';

const BEFORE_FRIDGE: Pose = { position: [1, 0, 1.7], yaw: 0, pitch: 0 };
const BEFORE_DRESSER: Pose = { position: [2.2, 0, 1.5], yaw: 0, pitch: -Math.PI / 6 };
const BEFORE_TABLE: Pose = { position: [3.3, 0, 1.3], yaw: 0, pitch: 0 };

class Kitchen {
  readonly physics: Physics;
  readonly hands: Interaction;

  constructor(
    pose: Pose,
    readonly house: House = kitchen(),
  ) {
    this.physics = new Physics(house, partsLibrary);
    this.physics.placeAgent(pose);
    this.hands = new Interaction({ house, library: partsLibrary, physics: this.physics });
  }

  do(action: ObjectActionName, target = ''): string | null {
    return this.hands.perform({ action, target });
  }

  wait(actions: number): void {
    for (let i = 0; i < actions; i++) this.physics.actuate(STOP);
  }

  /** Where an object is. */
  at(id: string): readonly number[] {
    const rows = listMovables(this.house, partsLibrary);
    const row = rows.findIndex(({ kind, index }) => kind === 'object' && this.house.objects[index].id === id);
    return this.physics.movables.placementOf(row).position;
  }
}

describe('what opens', () => {
  it('shows what is inside and lets hands get at it', () => {
    const room = new Kitchen({ ...BEFORE_FRIDGE, position: [1, 0, 1.65] });
    expect(room.do('PickUp', 'apple')).toBe('PickUp: apple is behind fridge/door, which is shut.');
    expect(room.do('Open', 'fridge')).toBe(null);
    room.physics.placeAgent({ ...BEFORE_FRIDGE, position: [1, 0, 1.5] });
    expect(room.do('PickUp', 'apple')).toBe(null);
  });

  it('stands in the way of who walks', () => {
    const room = new Kitchen(BEFORE_FRIDGE);
    room.do('Open', 'fridge');
    room.physics.placeAgent({ position: [2, 0, 1.2], yaw: Math.PI / 2, pitch: 0 });
    for (let i = 0; i < 3; i++) room.physics.actuate(1);
    // The door stands at x = 1.35, 0.7 m into the room.
    expect(room.physics.agent.position[0]).toBeGreaterThan(1.35 + 0.18);
  });

  it('stops short of the agent, or refuses when that is too near', () => {
    const near = new Kitchen({ ...BEFORE_FRIDGE, position: [1, 0, 0.96] });
    expect(near.do('Open', 'fridge')).toBe('Open: fridge is blocked by the agent itself.');
    const far = new Kitchen({ ...BEFORE_FRIDGE, position: [1, 0, 1.35] });
    expect(far.do('Open', 'fridge')).toBe(null);
    const openness = far.physics.movables.parts.opennessOf(0);
    expect(openness).toBeGreaterThan(0.3);
    expect(openness).toBeLessThan(0.9);
  });

  it('takes along what lies in it, and brings it back', () => {
    const room = new Kitchen(BEFORE_DRESSER);
    const [, y, z] = room.at('pen');
    expect(room.do('PickUp', 'pen')).toMatch(/in dresser\/drawer, which is shut/);
    expect(room.do('Open', 'dresser')).toBe(null);
    expect(room.at('pen')[2]).toBeCloseTo(z + 0.7 * 0.6, 9);
    expect(room.do('Close', 'dresser')).toBe(null);
    room.wait(8);
    expect(room.at('pen')[1]).toBeCloseTo(y, 2);
    expect(room.at('pen')[2]).toBeCloseTo(z, 3);
  });

  it.each([
    ['Open', 'table', 'Open: table does not open.'],
    ['Close', 'fridge', 'Close: fridge is already shut.'],
    ['Open', 'unicorn', 'Open: there is no "unicorn" in this house.'],
    ['Open', 'dresser', 'Open: dresser is not in view; turn or look towards it.'],
  ] as const)('%s %s is refused with the reason', (action, target, why) => {
    expect(new Kitchen({ position: [2, 0, 0.9], yaw: Math.PI / 2, pitch: 0 }).do(action, target)).toBe(why);
  });

  it('can be a door, which swings away from who stands in its way', () => {
    const house = twoRoomHouse({ door: { hasLeaf: true, openness: 0 } });
    const { id } = house.doors[0];
    const room = new Kitchen({ position: [3.4, 0, 1], yaw: -Math.PI / 2, pitch: 0 }, house);
    expect(room.do('Open', 'Door')).toBe(null);
    expect(Math.abs(room.physics.movables.angleOf(0))).toBeCloseTo(Math.PI / 2, 9);
    expect(room.do('Open', id)).toBe(`Open: ${id} is already open.`);
    for (let i = 0; i < 6; i++) expect(room.physics.actuate(1).collided).toBe(false);
  });
});

describe('hands', () => {
  it('carry a thing low before the eyes, wherever the agent turns', () => {
    const room = new Kitchen(BEFORE_TABLE);
    expect(room.do('PickUp', 'Mug')).toBe(null);
    room.physics.actuate(TURN_LEFT);
    const { position, yaw } = room.physics.agent;
    const [x, y, z] = room.at('mug');
    expect(Math.atan2(position[0] - x, position[2] - z)).toBeCloseTo(yaw, 6);
    expect(y).toBeLessThan(0.88);
    expect(y).toBeGreaterThan(0.5);
  });

  it('hold one thing at a time', () => {
    const room = new Kitchen(BEFORE_TABLE);
    room.do('PickUp', 'mug');
    expect(room.do('PickUp', 'ball')).toBe('PickUp: ball cannot be taken: the hand already holds mug.');
    expect(room.do('PickUp', 'table')).toBe('PickUp: table is nothing to be carried.');
  });

  it('put a thing where it stays, without touching what is there', () => {
    const room = new Kitchen(BEFORE_TABLE);
    room.do('PickUp', 'mug');
    expect(room.do('Put', 'table')).toBe(null);
    const [x, y, z] = room.at('mug');
    room.wait(8);
    expect(room.at('mug')).toEqual([x, y, z]);
    expect(y).toBeCloseTo(0.75, 2);
    expect(room.do('Put', 'table')).toBe('Put: table can take nothing: the hand is empty.');
  });

  it('put nothing into what is shut or full', () => {
    const room = new Kitchen(BEFORE_TABLE);
    room.do('PickUp', 'mug');
    room.physics.placeAgent(BEFORE_FRIDGE);
    expect(room.do('Put', 'fridge')).toBe('Put: fridge has no free place within reach for mug.');
    room.do('Open', 'fridge');
    room.physics.placeAgent({ ...BEFORE_FRIDGE, position: [1, 0, 1.4] });
    expect(room.do('Put', 'fridge')).toBe(null);
    expect(room.at('mug')[2]).toBeLessThan(0.75);
  });

  it('let a thing fall, and it comes to rest on the floor', () => {
    const room = new Kitchen(BEFORE_TABLE);
    room.do('PickUp', 'mug');
    room.physics.placeAgent({ position: [2, 0, 3], yaw: Math.PI, pitch: 0 });
    room.wait(1);
    expect(room.do('Drop')).toBe(null);
    room.wait(12);
    expect(room.physics.settled).toBe(true);
    expect(room.at('mug')[1]).toBeCloseTo(0.05, 2);
    expect(room.do('Drop')).toBe('Drop: the hand is empty.');
  });

  it('push what is loose, away from the agent', () => {
    const room = new Kitchen({ position: [2, 0, 3.4], yaw: 0, pitch: -Math.PI / 6 });
    expect(room.do('Push', 'ball')).toBe(null);
    room.wait(4);
    expect(room.at('ball')[2]).toBeLessThan(2.2);
    expect(room.do('Push', 'table')).toMatch(/table stands fast/);
  });

  it('do not reach across the room', () => {
    expect(new Kitchen({ position: [3.3, 0, 3.5], yaw: 0, pitch: 0 }).do('PickUp', 'mug')).toBe(
      'PickUp: mug is too far away (2.75 m; hands reach 1.5 m).',
    );
  });

  it('switch lamps on and off', () => {
    const room = new Kitchen(BEFORE_TABLE);
    const lamp = room.house.objects.findIndex(({ id }) => id === 'lamp');
    expect(room.hands.switches[lamp]).toBe(0);
    expect(room.do('ToggleOn', 'lamp')).toBe(null);
    expect(room.hands.switches[lamp]).toBe(1);
    expect(room.hands.changes).toEqual([lamp, 1]);
    expect(room.do('ToggleOn', 'lamp')).toBe('ToggleOn: lamp is already on.');
    expect(room.do('ToggleOff', 'lamp')).toBe(null);
    expect(room.hands.changes).toEqual([]);
    expect(room.do('ToggleOn', 'table')).toBe('ToggleOn: table has no switch.');
  });

  it('change nothing when they refuse', () => {
    const room = new Kitchen(BEFORE_TABLE);
    const before = room.physics.hashState();
    for (const action of ['Open', 'Put', 'Close', 'ToggleOff'] as const)
      expect(room.do(action, 'table')).not.toBe(null);
    expect(room.physics.hashState()).toBe(before);
  });

  it('take the nearest of a kind', () => {
    const spare: HouseObject = {
      ...makeObject('Mug', [3.3, 0.752, 0.8], [0.1, 0.1, 0.1], { fixed: false }),
      id: 'near',
    };
    const room = new Kitchen(BEFORE_TABLE, kitchen([spare]));
    expect(room.do('PickUp', 'Mug')).toBe(null);
    expect(room.house.objects[room.hands.heldBy(0) ?? -1].id).toBe('near');
  });
});
