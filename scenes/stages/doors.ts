import type { Vec2 } from '../../env/geometry.ts';
import type { Door } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { sweptSquare } from '../door-swing.ts';
import type { ObjectStyle } from '../object-styles.ts';
import { drawColor } from '../palette.ts';
import { boundsOf, grow, overlap } from '../polygon.ts';
import type { Rect } from '../polygon.ts';
import { joinRooms } from './room-graph.ts';
import { pointAt } from './walls.ts';
import type { WallStretch } from './walls.ts';

/** Doors, and the floor that must stay free for them. */
export interface DoorPlan {
  readonly doors: readonly Door[];
  /** Stretches where two rooms lie open to each other: no wall is built. Each is seen from one of them. */
  readonly openWalls: readonly WallStretch[];
  /** In front of every door, under every leaf's swing, and along open walls. */
  readonly keepFree: readonly Rect[];
}

/** Nothing stands nearer than this in front of a door, metres. */
const APPROACH = 0.75;
/** From a corner to the opening, metres: room for the frame and for the leaf that lies against the wall. */
const CORNER_GAP = 0.14;
/** Floor that stays free on both sides of an open wall, metres; a shorter one is made a doorway. */
const OPEN_FLOOR = 0.5;
const LEAST_OPEN = 1.2;
const NUM_LOOKS = 7;

interface Placement {
  readonly door: Door;
  /** Before the opening, on both sides. */
  readonly approach: readonly Rect[];
  /** Under the leaf. */
  readonly swept: readonly Rect[];
}

/** Puts a door between rooms that are joined, and one front door. */
export function placeDoors(rng: Rng, walls: readonly WallStretch[], style: ObjectStyle): DoorPlan {
  const height = rng.pick([2.03, 2.07, 2.1]);
  const look = rng.int(0, NUM_LOOKS);
  const color = drawColor('Door', rng.child('color'), style);
  const placed: Placement[] = [];
  const add = (candidates: readonly Placement[]): boolean => {
    const chosen = candidates.find((candidate) => !placed.some((other) => disturb(candidate, other)));
    if (chosen !== undefined) placed.push(chosen);
    return chosen !== undefined;
  };
  const shape = { height, color, look };
  const joints = joinRooms(rng.child('graph'), walls);
  const openWalls = joints.flatMap(({ walls: shared, opening }) => (opening === 'open' ? shared.filter(isWide) : []));
  const open = new Set(openWalls.flatMap(({ id, behindId }) => [id, behindId]));
  const built = walls.filter(({ id }) => !open.has(id));
  for (const { walls: shared, opening } of joints) {
    if (shared.some(({ id }) => open.has(id))) continue;
    const stream = rng.child(shared[0].id);
    const leaves = stream.shuffle(shared).flatMap((wall) => leafDoors(stream, wall, built, shape));
    const doorways = stream.shuffle(shared).flatMap((wall) => openDoorways(stream, wall, shape));
    const byTaste = opening === 'leaf' ? [...leaves, ...doorways] : [...doorways, ...leaves];
    // Doors may have to share a corner's floor in a tight plan; rooms are joined all the same.
    if (!add(byTaste) && doorways.length > 0) placed.push(doorways[0]);
  }
  const fronts = frontDoors(rng.child('front'), built, shape);
  if (!add(fronts) && fronts.length > 0) placed.push(fronts[0]);
  const besideOpen = openWalls.map((wall) =>
    boundsOf([pointAt(wall, 0, -OPEN_FLOOR), pointAt(wall, wall.length, OPEN_FLOOR)]),
  );
  return {
    doors: placed.map(({ door }) => door),
    openWalls,
    keepFree: [...placed.flatMap(({ approach, swept }) => [...approach, ...swept]), ...besideOpen],
  };
}

function isWide({ length }: WallStretch): boolean {
  return length >= LEAST_OPEN;
}

interface DoorShape {
  readonly height: number;
  readonly color: Door['color'];
  readonly look: number;
}

/** Whether two doors would be in each other's way: one's leaf before the other, or both in the same piece of wall. */
function disturb(a: Placement, b: Placement): boolean {
  const meet = (some: readonly Rect[], others: readonly Rect[]): boolean =>
    some.some((one) => others.some((other) => overlap(one, other)));
  const inOneWall = meet([threshold(a.door)], [threshold(b.door)]);
  return inOneWall || meet(a.swept, [...b.swept, ...b.approach]) || meet(b.swept, a.approach);
}

/** The piece of wall a door takes, with its frame. */
function threshold({ position: [x, , z], along, width }: Door): Rect {
  const reach = width / 2 + 0.1;
  return grow(
    boundsOf([
      [x - along[0] * reach, z - along[1] * reach],
      [x + along[0] * reach, z + along[1] * reach],
    ]),
    0.05,
  );
}

/** Doors whose hinge is at a corner of the room they open into, so that the open leaf lies along that corner's wall. */
function leafDoors(rng: Rng, wall: WallStretch, walls: readonly WallStretch[], shape: DoorShape): Placement[] {
  const width = rng.pick([0.9, 0.95, 1]);
  if (wall.length < width + CORNER_GAP + 0.05) return [];
  const back = walls.find(({ id }) => id === wall.behindId);
  if (back === undefined) return [];
  const candidates = [wall, back].flatMap((side) => [
    { side, hingeAtStart: true, into: cornerAt(side, 'from', walls, width) },
    { side, hingeAtStart: false, into: cornerAt(side, 'to', walls, width) },
  ]);
  return rng
    .shuffle(candidates.filter(({ into }) => into))
    .sort((a, b) => privacy(b.side) - privacy(a.side))
    .map(({ side, hingeAtStart }) => {
      // The hinge stands where the first wall begins, so the first wall is the side that begins at the hinge's corner.
      const first = hingeAtStart ? side : side === wall ? back : wall;
      const swing = first === side ? -1 : 1;
      const center = CORNER_GAP + width / 2;
      return placement(first, center, width, shape, { leaf: true, front: false, swing });
    });
}

/** A leaf opens into the more private of two rooms. */
function privacy({ room }: WallStretch): number {
  return { Bathroom: 2, Bedroom: 2, Kitchen: 1, LivingRoom: 0, Hallway: -1 }[room.type];
}

/** Whether a stretch of wall ends in a corner of its room, with enough wall round the corner for a leaf. */
function cornerAt(side: WallStretch, end: 'from' | 'to', walls: readonly WallStretch[], width: number): boolean {
  const [x, z] = side[end];
  const other = end === 'from' ? 'to' : 'from';
  return walls.some((wall) => {
    if (wall.room !== side.room || wall === side) return false;
    const meets = Math.hypot(wall[other][0] - x, wall[other][1] - z) < 1e-6;
    const intoRoom = (wall[end][0] - x) * side.inward[0] + (wall[end][1] - z) * side.inward[1];
    return meets && intoRoom > width;
  });
}

function openDoorways(rng: Rng, wall: WallStretch, shape: DoorShape): Placement[] {
  const widest = Math.min(1.8, wall.length - 0.3);
  if (widest < 0.9) return [];
  const width = Math.round(rng.uniform(Math.min(1.2, widest), widest) * 100) / 100;
  return [0, 1, 2, 3].map(() => {
    const center = rng.uniform(width / 2 + 0.15, wall.length - width / 2 - 0.15);
    return placement(wall, Math.round(center * 100) / 100, width, shape, { leaf: false, front: false, swing: 1 });
  });
}

function frontDoors(rng: Rng, walls: readonly WallStretch[], shape: DoorShape): Placement[] {
  const width = 1;
  const rank = { Hallway: rng.pick([0, 1]), LivingRoom: 0.5, Kitchen: 2, Bedroom: 3, Bathroom: 4 };
  const outer = walls.filter((wall) => wall.behind === null && wall.length > width + 0.25);
  return rng
    .shuffle(outer)
    .sort((a, b) => rank[a.room.type] - rank[b.room.type])
    .flatMap((wall) =>
      [0, 1, 2].map(() => {
        const center = Math.round(rng.uniform(width / 2 + 0.12, wall.length - width / 2 - 0.12) * 100) / 100;
        return placement(wall, center, width, shape, { leaf: true, front: true, swing: -1 });
      }),
    );
}

function placement(
  wall: WallStretch,
  center: number,
  width: number,
  { height, color, look }: DoorShape,
  { leaf, front, swing }: { leaf: boolean; front: boolean; swing: 1 | -1 },
): Placement {
  const [x, z] = pointAt(wall, center);
  const behind = wall.behind ?? wall.room;
  const numbers = [wall.room, behind].map((room) => Number(room.id.slice('room|'.length)));
  const [low, high] = front ? [1, numbers[0]] : numbers.sort((a, b) => a - b);
  const door: Door = {
    id: `door|${low}|${high}`,
    assetId: `${leaf ? 'Doorway' : 'Doorframe'}_oikos_${look}`,
    rooms: [wall.room.id, behind.id],
    walls: [wall.id, wall.behindId],
    position: [x, 0, z],
    along: wall.along,
    width,
    height,
    front,
    hasLeaf: leaf,
    openable: leaf && !front,
    openness: leaf && !front ? 1 : 0,
    swing,
    color,
  };
  const before = (depth: number): Rect => {
    const ends: Vec2[] = [pointAt(wall, center - width / 2 - 0.05), pointAt(wall, center + width / 2 + 0.05, depth)];
    return boundsOf(ends);
  };
  return {
    door,
    approach: front ? [before(0.95)] : [before(APPROACH), before(-APPROACH)],
    swept: leaf && !front ? [grow(sweptSquare(door, swing), 0.02)] : [],
  };
}
