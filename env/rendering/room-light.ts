import type { Color, Vec2, Vec3 } from '../geometry.ts';
import type { House, HouseObject, Room, TimeOfDay, Window } from '../house.ts';
import { CEILING_SWITCH, isGlowing } from '../interaction/switches.ts';
import { isInside, roomAt } from '../walls.ts';

/** A point that gives light: linear colour times intensity, and the distance at which half of it is left, metres. */
export interface PointLight {
  readonly position: Vec3;
  readonly color: Color;
  readonly reach: number;
}

/** What lights one room: its ceiling lamp, the strongest of its windows and lamps, and the light that comes from everywhere. */
export interface RoomLight {
  readonly ceiling: Omit<PointLight, 'reach'>;
  readonly near: PointLight;
  /** Ambient light from above, linear. */
  readonly sky: Color;
}

/** The lamps and windows of a house; with the state of its switches they give the light of its rooms. */
export interface LightPlan {
  readonly rooms: readonly RoomPlan[];
  /** What is seen through windows by day is multiplied by this, sRGB. */
  readonly outside: Color;
}

interface RoomPlan {
  readonly ceiling: Omit<PointLight, 'reach'>;
  readonly sky: Color;
  /** The largest window, when the sky gives light. */
  readonly window: PointLight | null;
  /** Objects that give light while they are on, the strongest first. */
  readonly lamps: readonly { readonly object: number; readonly light: PointLight }[];
  /** Indices of the objects that switch the ceiling lamp; it shines when one is on or there is none. */
  readonly switches: readonly number[];
}

interface Daylight {
  readonly sky: Color;
  /** What a window of 1 m² gives. */
  readonly window: Color;
  readonly outside: Color;
  /** How much brighter lamps look: eyes adapt. */
  readonly adaptation: number;
}

const DAYLIGHT: Readonly<Record<TimeOfDay, Daylight>> = {
  Day: { sky: [0.47, 0.49, 0.52], window: [0.26, 0.275, 0.29], outside: [1, 1, 1], adaptation: 1 },
  Evening: { sky: [0.27, 0.23, 0.22], window: [0.4, 0.21, 0.1], outside: [1, 0.72, 0.5], adaptation: 1.1 },
  Night: { sky: [0.1, 0.11, 0.15], window: [0, 0, 0], outside: [0.13, 0.16, 0.29], adaptation: 1.25 },
};

/** What each kind of lamp or screen gives, and from which share of its height. */
const LAMPS: Readonly<Record<string, { color: Color; reach: number; height: number }>> = {
  FloorLamp: { color: [1.15, 0.88, 0.6], reach: 1.3, height: 0.9 },
  DeskLamp: { color: [0.8, 0.64, 0.44], reach: 1, height: 0.85 },
  Television: { color: [0.3, 0.4, 0.62], reach: 1.2, height: 0.5 },
  Desktop: { color: [0.16, 0.22, 0.32], reach: 0.8, height: 0.6 },
  Laptop: { color: [0.14, 0.19, 0.28], reach: 0.7, height: 0.6 },
  Candle: { color: [0.3, 0.19, 0.08], reach: 0.7, height: 1 },
};

/** Distance at which a ceiling lamp has lost half its strength, metres. */
export const CEILING_REACH = 3.74;
const CEILING_DROP = 0.35;
const WINDOW_REACH = 2.2;
/** Window area beyond which a room gets no brighter, square metres. */
const LARGEST_WINDOW = 2.5;
/** A window's light starts this far inside, and a lamp before its screen, metres. */
const INDOORS = 0.35;
/** What the other lamps and windows of a room add to its ambient light, share of their own. */
const SPREAD = 0.07;
/** How far to the sides of an open passage its rooms are looked for, metres. */
const BESIDE = 0.1;
const DARK: Color = [0, 0, 0];
const NO_LIGHT: PointLight = { position: [0, 99, 0], color: DARK, reach: 1 };

/** Finds what gives light in each room; rooms that open into each other share all but their ceiling lamps. */
export function planLight(house: House): LightPlan {
  const daylight = DAYLIGHT[house.timeOfDay ?? 'Day'];
  const placed = house.objects.map((object, index) => ({ object, index, home: roomOf(house, object) }));
  const spaces = openSpaces(house);
  const rooms = house.rooms.map((room): RoomPlan => {
    const space = spaces.get(room.id) ?? new Set([room.id]);
    const objects = placed.filter(({ home }) => home !== null && space.has(home));
    const windows = house.windows.filter(({ roomId }) => space.has(roomId)).sort((a, b) => area(b) - area(a));
    const total = windows.reduce((sum, window) => sum + area(window), 0);
    const glazing = Math.min(1, total / LARGEST_WINDOW);
    return {
      ceiling: ceilingLamp(house, room, daylight),
      sky: plus(scaled(daylight.sky, 0.8), scaled(daylight.sky, 0.35 * glazing)),
      window: windows.length > 0 && daylight.window[0] > 0 ? windowLight(house, windows[0], glazing, daylight) : null,
      lamps: objects
        .filter(({ object }) => isGlowing(object.category))
        .map(({ object, index }) => ({ object: index, light: lampLight(object, daylight) }))
        .sort((a, b) => strength(b.light) - strength(a.light)),
      switches: objects.filter(({ object }) => object.category === CEILING_SWITCH).map(({ index }) => index),
    };
  });
  return { rooms, outside: daylight.outside };
}

/** The light of each room with some objects on: by day the window leads, else the strongest lamp that is on; the rest spreads. */
export function lightRooms(plan: LightPlan, on: Uint8Array): RoomLight[] {
  return plan.rooms.map(({ ceiling, sky, window, lamps, switches }) => {
    const isLit = switches.length === 0 || switches.some((object) => on[object] === 1);
    const shining = lamps.filter(({ object }) => on[object] === 1).map(({ light }) => light);
    const sources = window ? [window, ...shining].sort((a, b) => strength(b) - strength(a)) : shining;
    const [near = NO_LIGHT, ...rest] = sources;
    return {
      ceiling: isLit ? ceiling : { ...ceiling, color: DARK },
      near,
      sky: rest.reduce((sum, { color }) => plus(sum, scaled(color, SPREAD)), sky),
    };
  });
}

/** The rooms that share the light of each room: those it opens to where nothing is built between them, and so on. */
function openSpaces(house: House): Map<string, ReadonlySet<string>> {
  const spaces = new Map(house.rooms.map(({ id }): [string, ReadonlySet<string>] => [id, new Set([id])]));
  for (const { empty, from, to } of house.walls) {
    if (!empty) continue;
    const middle: Vec2 = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    const across: Vec2 = [((to[1] - from[1]) / length) * BESIDE, ((from[0] - to[0]) / length) * BESIDE];
    const joined = new Set(
      [-1, 1].flatMap((side) => {
        const room = roomAt(house, [middle[0] + side * across[0], middle[1] + side * across[1]]);
        return room ? [...(spaces.get(room.id) ?? [])] : [];
      }),
    );
    for (const id of joined) spaces.set(id, joined);
  }
  return spaces;
}

function roomOf(house: House, { roomId, position }: HouseObject): string | null {
  return roomId ?? roomAt(house, [position[0], position[2]])?.id ?? null;
}

/** The room's lamp where the house has one, else one below the middle of its ceiling. */
function ceilingLamp(house: House, { id, polygon }: Room, { adaptation }: Daylight): Omit<PointLight, 'reach'> {
  const lamp = house.lights.find((light) => light.type === 'point' && light.roomId === id);
  const sum = polygon.reduce((total, point) => [total[0] + point[0], total[1] + point[1]], [0, 0]);
  const middle: Vec2 = [sum[0] / polygon.length, sum[1] / polygon.length];
  const [x, z] = isInside(polygon, middle) ? middle : polygon[0];
  return {
    position: [lamp?.position[0] ?? x, house.ceilingHeight - CEILING_DROP, lamp?.position[2] ?? z],
    color: scaled(lamp?.color ?? [1, 0.96, 0.9], (lamp?.intensity ?? 1) * adaptation),
  };
}

function windowLight(
  house: House,
  { position: [x, y, z], along, roomId }: Window,
  glazing: number,
  { window }: Daylight,
): PointLight {
  const ahead: Vec2 = [x - along[1] * INDOORS, z + along[0] * INDOORS];
  const [px, pz] = roomAt(house, ahead)?.id === roomId ? ahead : [x + along[1] * INDOORS, z - along[0] * INDOORS];
  return { position: [px, y, pz], color: scaled(window, 1 + 2 * glazing), reach: WINDOW_REACH };
}

function lampLight({ category, position, size }: HouseObject, { adaptation }: Daylight): PointLight {
  const { color, reach, height } = LAMPS[category];
  const [x, y, z] = position;
  return { position: [x, y + (height - 0.5) * size[1], z], color: scaled(color, adaptation), reach };
}

function area({ width, height }: Window): number {
  return width * height;
}

function strength({ color, reach }: PointLight): number {
  return (color[0] + color[1] + color[2]) * reach;
}

function plus(a: Color, b: Color): Color {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function scaled(color: Color, by: number): Color {
  return [color[0] * by, color[1] * by, color[2] * by];
}
