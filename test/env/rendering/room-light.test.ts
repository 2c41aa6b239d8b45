import { describe, expect, it } from 'vitest';
import type { House, TimeOfDay, Wall } from '../../../env/house.ts';
import { lightRooms, planLight } from '../../../env/rendering/room-light.ts';
import { initialSwitches } from '../../../env/interaction/switches.ts';
import { makeObject, oneRoomHouse, twoRoomHouse } from '../small-house.ts';

const lamp = makeObject('FloorLamp', [1, 0.85, 1], [0.48, 1.7, 0.48], { roomId: 'room|2' });
const candle = makeObject('Candle', [3, 0.8, 3], [0.06, 0.12, 0.06], { roomId: 'room|2' });
const wallSwitch = makeObject('LightSwitch', [0.02, 1.2, 2], [0.09, 0.14, 0.02], { roomId: 'room|2' });
const window = {
  id: 'window|1',
  assetId: 'Window_1',
  roomId: 'room|2',
  walls: ['a', 'b'],
  position: [2, 1.4, 0],
  along: [1, 0],
  width: 1.4,
  height: 1.2,
} as const;

function at(timeOfDay: TimeOfDay, house: House): House {
  return { ...house, timeOfDay };
}

describe('planLight and lightRooms', () => {
  it('put the light of the strongest lamp that is on where its bulb is, and none where all are off', () => {
    const plan = planLight(at('Night', oneRoomHouse([candle, lamp])));
    const [[dark], [lit], [dim]] = [
      [0, 0],
      [1, 1],
      [1, 0],
    ].map((on) => lightRooms(plan, Uint8Array.from(on)));
    expect(Math.max(...dark.near.color)).toBe(0);
    expect(lit.near.position[1]).toBeCloseTo(0.9 * 1.7, 5);
    expect(dim.near.position).toEqual([3, 0.8 + 0.06, 3]);
    expect(lit.sky[0]).toBeGreaterThan(dark.sky[0]);
  });

  it('let the lamp at the ceiling follow the light switch of its room, and shine where there is none', () => {
    const plan = planLight(oneRoomHouse([wallSwitch]));
    const brightness = (on: number): number => Math.max(...lightRooms(plan, Uint8Array.of(on))[0].ceiling.color);
    expect(brightness(0)).toBe(0);
    expect(brightness(1)).toBeGreaterThan(0.5);
    expect(Math.max(...lightRooms(planLight(oneRoomHouse()), new Uint8Array())[0].ceiling.color)).toBe(brightness(1));
  });

  it('let daylight in at the window by day, warmer in the evening, and none by night', () => {
    const house = { ...oneRoomHouse(), windows: [window] };
    const near = (['Day', 'Evening', 'Night'] as const).map(
      (time) => lightRooms(planLight(at(time, house)), new Uint8Array())[0].near,
    );
    expect(near[0].position).toEqual([2, 1.4, 0.35]);
    expect(near[1].color[0] / near[1].color[2]).toBeGreaterThan(2 * (near[0].color[0] / near[0].color[2]));
    expect(Math.max(...near[2].color)).toBe(0);
  });

  it('share lamps and switches between rooms with nothing built between them, and only those', () => {
    const closed = twoRoomHouse({ objects: [lamp] });
    const opened = closed.walls.map((wall): Wall =>
      wall.from[0] === 4 && wall.to[0] === 4 ? { ...wall, empty: true } : wall,
    );
    const nearOf = (house: House): number[] =>
      lightRooms(planLight(at('Night', house)), Uint8Array.of(1)).map(({ near }) => near.color[0]);
    expect(nearOf(closed)[1]).toBe(0);
    const [own, other] = nearOf({ ...closed, walls: opened });
    expect(other).toBe(own);
  });
});

describe('initialSwitches', () => {
  it('takes what the house says; else lamps are off and light switches on', () => {
    const lit = makeObject('DeskLamp', [1, 1, 1], [0.2, 0.4, 0.2], { isOn: true });
    expect([...initialSwitches(oneRoomHouse([lamp, lit, wallSwitch]))]).toEqual([0, 1, 1]);
  });
});
