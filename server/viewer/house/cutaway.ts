import type { Vec2 } from '../../../env/geometry.ts';
import type { House, HouseObject, Wall } from '../../../env/house.ts';
import { inwardNormal, roomAt } from '../../../env/walls.ts';

/** Heights at which walls are cut so that one can look into the house, metres. */
const PARTITION_CUT = 1.05;
const FRONT_CUT = 0.35;
/** How fast a wall sinks or rises: share of the way left after a second. */
const REST_AFTER_SECOND = 0.001;
const SETTLED = 0.004;
/** Things hang on a wall that is this near, metres. */
const HANGING_REACH = 0.45;
/** Lower things may stand on the floor, metres. */
const HANGING_HEIGHT = 0.45;

interface CutWall {
  readonly middle: Vec2;
  /** Into the room. */
  readonly normal: Vec2;
  readonly isOuter: boolean;
  readonly full: number;
  /** Drawn up to here now. */
  height: number;
}

/**
 * How high each wall is drawn, so that no wall hides the rooms behind it: outer walls stand while they are seen from
 * inside and sink while they are seen from outside; partitions always are cut.
 */
export class Cutaway {
  readonly #house: House;
  readonly #walls: ReadonlyMap<string, CutWall>;
  /** Walls are cut; else all stand in full. */
  isOn = true;

  constructor(house: House) {
    const rooms = new Map(house.rooms.map((room) => [room.id, room]));
    const walls = new Map<string, CutWall>();
    for (const wall of house.walls) {
      const room = rooms.get(wall.roomId);
      if (!room || wall.exterior || wall.empty) continue;
      const middle: Vec2 = [(wall.from[0] + wall.to[0]) / 2, (wall.from[1] + wall.to[1]) / 2];
      const normal = inwardNormal(wall, room);
      const isOuter = roomAt(house, [middle[0] - 0.2 * normal[0], middle[1] - 0.2 * normal[1]]) === null;
      walls.set(wall.id, { middle, normal, isOuter, full: wall.height, height: isOuter ? wall.height : PARTITION_CUT });
    }
    this.#house = house;
    this.#walls = walls;
  }

  /** Moves the walls towards what this camera asks for; true while any still moves. */
  advance(camera: Vec2, seconds: number): boolean {
    let isMoving = false;
    for (const wall of this.#walls.values()) {
      const target = this.isOn ? targetHeight(wall, camera) : wall.full;
      const gap = target - wall.height;
      if (gap === 0) continue;
      wall.height = Math.abs(gap) < SETTLED ? target : target - gap * REST_AFTER_SECOND ** seconds;
      isMoving = true;
    }
    return isMoving;
  }

  /** How high something in these walls is drawn; null for walls there are none of. */
  heightOf(wallIds: readonly string[]): number | null {
    const heights = wallIds.flatMap((id) => this.#walls.get(id)?.height ?? []);
    return heights.length > 0 ? Math.max(...heights) : null;
  }

  /** The wall a thing hangs on, or null for one that stands. */
  wallBehind(object: HouseObject): string | null {
    const bottom = object.position[1] - object.size[1] / 2;
    const isOnFurniture = this.#house.objects.some((other) => other.id === object.parentId);
    if (bottom < HANGING_HEIGHT || isOnFurniture) return null;
    const near = this.#house.walls
      .filter((wall) => this.#walls.has(wall.id))
      .map((wall) => ({ id: wall.id, distance: distanceTo(wall, [object.position[0], object.position[2]]) }))
      .sort((a, b) => a.distance - b.distance)[0];
    return near && near.distance < HANGING_REACH ? near.id : null;
  }
}

function targetHeight({ middle, normal, isOuter, full }: CutWall, camera: Vec2): number {
  if (!isOuter) return PARTITION_CUT;
  const isSeenFromInside = (camera[0] - middle[0]) * normal[0] + (camera[1] - middle[1]) * normal[1] > 0;
  return isSeenFromInside ? full : FRONT_CUT;
}

function distanceTo({ from, to }: Wall, [x, z]: Vec2): number {
  const [dx, dz] = [to[0] - from[0], to[1] - from[1]];
  const t = ((x - from[0]) * dx + (z - from[1]) * dz) / (dx * dx + dz * dz || 1);
  const along = Math.max(0, Math.min(1, t));
  return Math.hypot(x - from[0] - along * dx, z - from[1] - along * dz);
}
