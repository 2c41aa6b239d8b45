import { multiplyQuat, yawQuat } from '../../env/geometry.ts';
import type { Color, Quat, Vec2, Vec3 } from '../../env/geometry.ts';
import type { Door, HouseObject, Window } from '../../env/house.ts';
import type { Rng } from '../../env/random.ts';
import { catalogue } from '../assets.ts';
import type { Asset } from '../assets.ts';
import { footprintPolygon } from '../footprint.ts';
import type { ObjectStyle } from '../object-styles.ts';
import { drawColor } from '../palette.ts';
import { boundsOf, contains, grow, overlap, rectInside } from '../polygon.ts';
import type { Rect } from '../polygon.ts';
import type { PlannedRoom } from './floor-plan.ts';
import { slotAgainst, slotAt, WALL_GAP } from './slots.ts';
import type { Slot } from './slots.ts';
import { pointAt, raiseWalls } from './walls.ts';
import type { WallStretch } from './walls.ts';

/** Between two pieces of furniture, metres. */
const PIECE_GAP = 0.02;
/** So much of a window a headboard may hide, metres. */
const SILL_COVER = 0.15;
const STEP = 0.1;

export interface SlotOptions {
  /** Free floor in front, metres. */
  readonly access?: number;
  /** Distance from the wall's line to its back, metres. */
  readonly gap?: number;
}

/** What stands on an object or how it hangs, when it is not a fixed piece of furniture on the floor. */
export interface ObjectOptions {
  readonly parent?: HouseObject;
  readonly loose?: boolean;
  readonly color?: HouseObject['color'];
  readonly rotation?: Quat;
  readonly isOn?: boolean;
  readonly openness?: number;
}

/** What bounds a room besides its walls, and interrupts them. */
export interface RoomShell {
  readonly doors: readonly Door[];
  readonly windows: readonly Window[];
  readonly openWalls: readonly WallStretch[];
  /** Metres. */
  readonly ceilingHeight: number;
  /** Floor on which nothing may stand, for the openings' sake. */
  readonly keepFree: readonly Rect[];
  readonly style: ObjectStyle;
}

/** A room while it is being furnished: what stands in it, and which floor must stay free. */
export class RoomSpace {
  /** The sides of the room, whole, whatever is behind them. */
  readonly sides: readonly WallStretch[];
  readonly doors: readonly Door[];
  readonly windows: readonly Window[];
  /** Where it lies open to another room. */
  readonly openWalls: readonly WallStretch[];
  readonly ceilingHeight: number;
  readonly style: ObjectStyle;
  readonly objects: HouseObject[] = [];
  readonly #rects = new Map<HouseObject, Rect>();
  readonly #taken: Rect[] = [];
  readonly #access: Rect[] = [];
  readonly #keepFree: readonly Rect[];
  readonly #windows: readonly { readonly rect: Rect; readonly sill: number }[];

  constructor(
    readonly room: PlannedRoom,
    { doors, windows, openWalls, ceilingHeight, keepFree, style }: RoomShell,
  ) {
    this.doors = doors;
    this.windows = windows;
    this.openWalls = openWalls;
    this.ceilingHeight = ceilingHeight;
    this.style = style;
    this.sides = raiseWalls([room]);
    this.#keepFree = keepFree;
    this.#windows = windows.map(({ position, along, width, height }) => ({
      rect: grow(
        boundsOf([
          [position[0] - (along[0] * width) / 2, position[2] - (along[1] * width) / 2],
          [position[0] + (along[0] * width) / 2, position[2] + (along[1] * width) / 2],
        ]),
        0.35,
      ),
      sill: position[1] - height / 2,
    }));
  }

  /** The assets of our catalogue in a category that the home's style has. */
  assets(category: string): readonly Asset[] {
    return catalogue(category, this.style);
  }

  /** An asset of our catalogue, of those that satisfy a condition if any does. */
  draw(rng: Rng, category: string, wanted: (asset: Asset) => boolean = () => true): Asset {
    const assets = this.assets(category);
    const fitting = assets.filter(wanted);
    return rng.pick(fitting.length > 0 ? fitting : assets);
  }

  /** A colour for things of a category, in the home's style. */
  color(rng: Rng, category: string): Color {
    return drawColor(category, rng, this.style);
  }

  /** Whether a piece of this height can stand here with its access floor free. */
  fits(rect: Rect, height: number, access: readonly Rect[] = []): boolean {
    if (!rectInside(this.room.polygon, grow(rect, WALL_GAP - 0.01))) return false;
    const around = grow(rect, PIECE_GAP);
    if (this.#taken.some((other) => overlap(other, around))) return false;
    if (this.blocksDoor(rect)) return false;
    if (this.#access.some((other) => overlap(other, rect))) return false;
    if (this.#windows.some((window) => window.sill + SILL_COVER < height && overlap(window.rect, rect))) return false;
    return access.every((free) => this.isOpen(free));
  }

  /** Whether something here would be in the way of a door. */
  blocksDoor(rect: Rect): boolean {
    return this.#keepFree.some((other) => overlap(other, rect));
  }

  /** Whether a piece of floor is in the room and nothing stands on it. */
  isOpen(rect: Rect): boolean {
    return rectInside(this.room.polygon, rect) && !this.#taken.some((other) => overlap(other, rect));
  }

  /** Whether a point lies in the room. */
  isInRoom(point: Vec2): boolean {
    return contains(this.room.polygon, point);
  }

  /** Whether there is free floor all around a rectangle. */
  isRoomy(rect: Rect, margin: number): boolean {
    return this.isOpen(grow(rect, margin));
  }

  /** All places against the room's sides where a box of this size fits, its front looking into the room. */
  wallSlots(size: Vec3, { access = 0.6, gap = WALL_GAP }: SlotOptions = {}): Slot[] {
    const [width, height, depth] = size;
    return this.sides.flatMap((wall) => {
      const first = width / 2 + WALL_GAP;
      const last = wall.length - first;
      if (last < first) return [];
      const count = Math.max(1, Math.ceil((last - first) / STEP));
      const places = Array.from({ length: count + 1 }, (_, i) => first + ((last - first) * i) / count);
      return places.flatMap((t) => {
        const slot = slotAgainst(wall, t, size, gap);
        const front = boundsOf([
          pointAt(wall, t - width / 2, gap + depth),
          pointAt(wall, t + width / 2, gap + depth + access),
        ]);
        return this.fits(slot.rect, height, access > 0 ? [front] : []) ? [slot] : [];
      });
    });
  }

  /** All places away from the walls where a box of this size fits with a margin of free floor around it, metres. */
  middleSlots(size: Vec3, margin: number): Slot[] {
    const { minX, minZ, maxX, maxZ } = boundsOf(this.room.polygon);
    const slots: Slot[] = [];
    for (const yaw of [0, Math.PI / 2]) {
      for (let x = minX + 2 * STEP; x < maxX; x += 2 * STEP) {
        for (let z = minZ + 2 * STEP; z < maxZ; z += 2 * STEP) {
          const slot = slotAt([x, z], yaw, size);
          if (this.fits(slot.rect, size[1]) && this.isOpen(grow(slot.rect, margin))) slots.push(slot);
        }
      }
    }
    return slots;
  }

  /** Puts a piece of furniture on the floor. */
  stand(rng: Rng, asset: Asset, slot: Slot, options: ObjectOptions = {}): HouseObject {
    this.#taken.push(slot.rect);
    return this.add(rng, asset, [slot.center[0], asset.size[1] / 2, slot.center[1]], slot.yaw, options);
  }

  /** Lays a tall thing on the floor: its local y along the slot's width, its local x up. */
  lay(rng: Rng, asset: Asset, slot: Slot, options: ObjectOptions = {}): HouseObject {
    this.#taken.push(slot.rect);
    const onSide: Quat = [0, 0, Math.SQRT1_2, Math.SQRT1_2];
    const rotation = multiplyQuat(yawQuat(slot.yaw), onSide);
    return this.add(rng, asset, [slot.center[0], asset.size[0] / 2, slot.center[1]], 0, { ...options, rotation });
  }

  /** Adds an object anywhere: on a receptacle, on a wall. */
  add(rng: Rng, asset: Asset, position: Vec3, yaw: number, options: ObjectOptions = {}): HouseObject {
    const object = this.draft(rng, asset, position, yaw, options);
    this.objects.push(object);
    this.#rects.set(object, boundsOf(footprintPolygon(object)));
    return object;
  }

  /** The object `add` would add. */
  draft(rng: Rng, asset: Asset, position: Vec3, yaw: number, options: ObjectOptions = {}): HouseObject {
    const { parent, loose = false, color, rotation, isOn = null, openness = null } = options;
    return {
      id: `${asset.category}|${this.room.id.slice('room|'.length)}|${this.objects.length}`,
      assetId: asset.assetId,
      category: asset.category,
      position,
      rotation: rotation ?? yawQuat(yaw),
      size: asset.size,
      variant: asset.variant,
      color: color ?? this.color(rng, asset.category),
      fixed: !loose,
      parentId: parent?.id ?? null,
      roomId: this.room.id,
      openness,
      isOn,
    };
  }

  /** The rectangle around an object of this room. */
  rectOf(object: HouseObject): Rect {
    return this.#rects.get(object) ?? boundsOf(footprintPolygon(object));
  }

  /** Marks floor as taken by a group. */
  occupy(rect: Rect): void {
    this.#taken.push(rect);
  }

  /** Keeps floor free that is needed to come near a piece of furniture. */
  reserve(rect: Rect): void {
    this.#access.push(rect);
  }
}
