import type { Vec2 } from '../../env/geometry.ts';
import type { Door } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { sweptSquare } from '../door-swing.ts';
import { drawColor } from '../palette.ts';
import { boundsOf, grow, overlap } from '../polygon.ts';
import type { Rect } from '../polygon.ts';
import { joinRooms } from './room-graph.ts';
import { pointAt } from './walls.ts';
import type { WallStretch } from './walls.ts';

/** Doors, and the floor that must stay free for them. */
export interface DoorPlan {
  readonly doors: readonly Door[];
  /** In front of every door, and under every leaf's swing. */
  readonly keepFree: readonly Rect[];
}

/** Nothing stands nearer than this in front of a door, metres. */
const APPROACH = 0.75;
/** From a corner to the opening, metres: room for the frame and for the leaf that lies against the wall. */
const CORNER_GAP = 0.14;
const NUM_LOOKS = 7;

interface Placement {
  readonly door: Door;
  readonly keepFree: readonly Rect[];
}

/** Puts a door between rooms that are joined, and one front door. */
export function placeDoors(rng: Rng, walls: readonly WallStretch[]): DoorPlan {
  const height = rng.pick([2.03, 2.07, 2.1]);
  const look = rng.int(0, NUM_LOOKS);
  const color = drawColor('Door', rng.child('color'));
  const placed: Placement[] = [];
  const add = (candidates: readonly Placement[]): boolean => {
    const chosen = candidates.find((candidate) => !placed.some((other) => disturb(candidate, other)));
    if (chosen !== undefined) placed.push(chosen);
    return chosen !== undefined;
  };
  const shape = { height, color, look };
  for (const { walls: shared, open } of joinRooms(rng.child('graph'), walls)) {
    const stream = rng.child(shared[0].id);
    const leaves = stream.shuffle(shared).flatMap((wall) => leafDoors(stream, wall, walls, shape));
    const passages = stream.shuffle(shared).flatMap((wall) => openDoorways(stream, wall, shape));
    const byTaste = open ? [...passages, ...leaves] : [...leaves, ...passages];
    // Doors may have to share a corner's floor in a tight plan; rooms are joined all the same.
    if (!add(byTaste) && passages.length > 0) placed.push(passages[0]);
  }
  const fronts = frontDoors(rng.child('front'), walls, shape);
  if (!add(fronts) && fronts.length > 0) placed.push(fronts[0]);
  return { doors: placed.map(({ door }) => door), keepFree: placed.flatMap(({ keepFree }) => keepFree) };
}

interface DoorShape {
  readonly height: number;
  readonly color: Door['color'];
  readonly look: number;
}

/** Whether two doors would be in each other's way. */
function disturb(a: Placement, b: Placement): boolean {
  return a.keepFree.some((one) => b.keepFree.some((other) => overlap(one, other)));
}

/** Doors whose hinge is at a corner of the room they open into, so that the open leaf lies along that corner's wall. */
function leafDoors(rng: Rng, wall: WallStretch, walls: readonly WallStretch[], shape: DoorShape): Placement[] {
  const width = rng.pick([0.9, 0.95, 1]);
  if (wall.length < width + CORNER_GAP + 0.1) return [];
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
  return { Bathroom: 2, Bedroom: 2, Kitchen: 1, LivingRoom: 0 }[room.type];
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
  const rank = { LivingRoom: 0, Kitchen: 1, Bedroom: 2, Bathroom: 3 };
  const outer = walls.filter((wall) => wall.behind === null && wall.length > width + 0.6);
  return rng
    .shuffle(outer)
    .sort((a, b) => rank[a.room.type] - rank[b.room.type])
    .flatMap((wall) =>
      [0, 1, 2].map(() => {
        const center = Math.round(rng.uniform(width / 2 + 0.25, wall.length - width / 2 - 0.25) * 100) / 100;
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
  const approach = (depth: number): Rect => {
    const ends: Vec2[] = [pointAt(wall, center - width / 2 - 0.05), pointAt(wall, center + width / 2 + 0.05, depth)];
    return boundsOf(ends);
  };
  const keepFree = front ? [approach(0.95)] : [approach(APPROACH), approach(-APPROACH)];
  return { door, keepFree: leaf && !front ? [...keepFree, grow(sweptSquare(door, swing), 0.02)] : keepFree };
}
