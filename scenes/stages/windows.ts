import type { Door, Window } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import type { RoomUse } from './programme.ts';
import { pointAt } from './walls.ts';
import type { WallStretch } from './walls.ts';

interface WindowShape {
  readonly width: number;
  readonly height: number;
  readonly sill: number;
}

/** Sizes by room, metres; a kitchen's sill is above its counter. */
const SHAPES: Readonly<Record<RoomUse, readonly WindowShape[]>> = {
  Kitchen: [
    { width: 1.2, height: 1, sill: 1.05 },
    { width: 0.9, height: 0.9, sill: 1.1 },
    { width: 1.5, height: 0.9, sill: 1.1 },
  ],
  LivingRoom: [
    { width: 1.5, height: 1.3, sill: 0.8 },
    { width: 1.8, height: 1.7, sill: 0.4 },
    { width: 1.2, height: 1.3, sill: 0.8 },
  ],
  Bedroom: [
    { width: 1.2, height: 1.15, sill: 1 },
    { width: 1.5, height: 1.15, sill: 1 },
    { width: 0.9, height: 1.15, sill: 1 },
  ],
  Bathroom: [{ width: 0.6, height: 0.6, sill: 1.4 }],
  Studio: [
    { width: 1.5, height: 1.1, sill: 1.05 },
    { width: 1.2, height: 1.1, sill: 1.05 },
  ],
  Hallway: [
    { width: 0.6, height: 1.2, sill: 0.9 },
    { width: 0.9, height: 1.15, sill: 1 },
  ],
};

/** From a window to the end of its wall or to a door, metres. */
const MARGIN = 0.3;
/** Of none, one and two windows in a room. */
const COUNT_WEIGHTS = [0.1, 0.45, 0.45];

/** Puts none, one or two windows into the outer walls of each room. */
export function placeWindows(rng: Rng, walls: readonly WallStretch[], doors: readonly Door[]): Window[] {
  const rooms = [...new Set(walls.map((wall) => wall.room))];
  return rooms.flatMap((room) => {
    const stream = rng.child(room.id);
    const outer = stream.shuffle(walls.filter((wall) => wall.room === room && wall.behind === null));
    const wanted = stream.pickWeighted([0, 1, 2], COUNT_WEIGHTS);
    const shape = stream.pick(SHAPES[room.use]);
    const placed: Window[] = [];
    for (const wall of outer) {
      if (placed.length >= (room.type === 'Bathroom' ? Math.min(1, wanted) : wanted)) break;
      const center = freePlace(stream, wall, shape.width, doors);
      if (center === null) continue;
      const [x, z] = pointAt(wall, center);
      placed.push({
        id: `window|${room.id.slice('room|'.length)}|${placed.length}`,
        assetId: `Window_oikos_${Math.round(shape.width * 100)}x${Math.round(shape.height * 100)}`,
        roomId: room.id,
        walls: [wall.id, wall.behindId],
        position: [x, shape.sill + shape.height / 2, z],
        along: wall.along,
        width: shape.width,
        height: shape.height,
      });
    }
    return placed;
  });
}

/** A place along the wall, near its middle, where the window meets no door; null when there is none. */
function freePlace(rng: Rng, wall: WallStretch, width: number, doors: readonly Door[]): number | null {
  const least = width / 2 + MARGIN;
  if (wall.length < 2 * least) return null;
  const taken = doors.filter((door) => door.walls.includes(wall.id));
  const middle = wall.length / 2;
  for (let attempt = 0; attempt < 6; attempt++) {
    const spread = attempt === 0 ? 0.2 : 1;
    const center = middle + rng.uniform(-1, 1) * (middle - least) * spread;
    const rounded = Math.round(center * 100) / 100;
    const [x, z] = pointAt(wall, rounded);
    const meets = taken.some(
      (door) => Math.hypot(door.position[0] - x, door.position[2] - z) < (door.width + width) / 2 + MARGIN,
    );
    if (!meets) return rounded;
  }
  return null;
}
