import type { Color, Pose, Quat, Vec2, Vec3 } from './geometry.ts';
import type { ModelLibrary } from './model.ts';
import type { Stage } from './stage.ts';

/** ProcTHOR's four kinds of room, and our own: a hallway is where one only passes through. */
export const ROOM_TYPES = ['Kitchen', 'LivingRoom', 'Bedroom', 'Bathroom', 'Hallway'] as const;
/** One of `ROOM_TYPES`. */
export type RoomType = (typeof ROOM_TYPES)[number];

/** What the sky lends to the rooms; by night only lamps give light. */
export const TIMES_OF_DAY = ['Day', 'Evening', 'Night'] as const;
/** One of `TIMES_OF_DAY`. */
export type TimeOfDay = (typeof TIMES_OF_DAY)[number];

/** Layers of the texture array; every surface and every part of a model is made of one of them. */
export const TEXTURES = [
  'plain',
  'wood',
  'planks',
  'tile',
  'carpet',
  'fabric',
  'brick',
  'marble',
  'metal',
  'plaster',
  'leaf',
  'screen',
  'paper',
  'glass',
] as const;
/** One of `TEXTURES`. */
export type TextureName = (typeof TEXTURES)[number];

/** What a floor, a wall or a ceiling looks like. */
export interface Surface {
  /** The material's name in the house file, kept so that a house can be written back. */
  readonly material: string;
  readonly texture: TextureName;
  readonly color: Color;
}

/** One room: what it is for, and where its floor ends. */
export interface Room {
  readonly id: string;
  readonly type: RoomType;
  /** Floor outline on the ground plane, counter-clockwise seen from above, not closed, metres. */
  readonly polygon: readonly Vec2[];
  readonly floor: Surface;
}

/** A rectangle cut out of a wall: metres along the wall from `from`, and above the floor. */
export interface Hole {
  readonly id: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** One side of a wall, seen from its room; a partition is two of them on the same line. */
export interface Wall {
  readonly id: string;
  readonly roomId: string;
  readonly from: Vec2;
  readonly to: Vec2;
  readonly height: number;
  readonly surface: Surface;
  /** Faces the outside world. */
  readonly exterior: boolean;
  /** An open passage: nothing is built. */
  readonly empty: boolean;
  readonly holes: readonly Hole[];
}

/** An opening between two rooms that one walks through, with or without a leaf. */
export interface Door {
  readonly id: string;
  readonly assetId: string;
  /** The two rooms; equal for a front door. */
  readonly rooms: readonly [string, string];
  readonly walls: readonly [string, string];
  /** Centre of the opening at floor level. */
  readonly position: Vec3;
  /** Direction of the wall the door stands in: unit vector along the wall. */
  readonly along: Vec2;
  readonly width: number;
  readonly height: number;
  /** A front door leads outside and stays shut. */
  readonly front: boolean;
  /** Has a leaf that swings on a hinge at the `-along` end. */
  readonly hasLeaf: boolean;
  readonly openable: boolean;
  /** 0 shut, 1 open by 90 degrees. */
  readonly openness: number;
  /** +1 or -1: towards which side of the wall (left normal of `along` is +1) the leaf opens. */
  readonly swing: 1 | -1;
  readonly color: Color;
}

/** A pane in an outer wall. */
export interface Window {
  readonly id: string;
  readonly assetId: string;
  readonly roomId: string;
  readonly walls: readonly [string, string];
  /** Centre of the opening. */
  readonly position: Vec3;
  readonly along: Vec2;
  readonly width: number;
  readonly height: number;
}

/** A thing in a house: its category, size and place. */
export interface HouseObject {
  readonly id: string;
  readonly assetId: string;
  /** AI2-THOR object type, for example `DiningTable`. */
  readonly category: string;
  /** Centre of the bounding box. */
  readonly position: Vec3;
  /** Front of the object is its local -Z. */
  readonly rotation: Quat;
  /** Extent along the object's own x, y, z before rotation, metres. */
  readonly size: Vec3;
  /** Shape of the parametric model. */
  readonly variant: number;
  readonly color: Color;
  /** Never moves (ProcTHOR's `kinematic`). */
  readonly fixed: boolean;
  /** The receptacle it stands on or in. */
  readonly parentId: string | null;
  readonly roomId: string | null;
  readonly openness: number | null;
  readonly isOn: boolean | null;
}

/** A lamp under the ceiling, or the sun. */
export interface Light {
  readonly id: string;
  readonly type: 'point' | 'directional';
  readonly position: Vec3;
  /** Unit vector the light travels along (directional lights). */
  readonly direction: Vec3;
  readonly color: Color;
  readonly intensity: number;
  readonly roomId: string | null;
}

/** Somebody else in the house. */
export interface Person {
  readonly id: string;
  /** Where they are at first; the place is on the floor. */
  readonly start: Pose;
  readonly color: Color;
}

/** Extent of people in the middle of a step and on a seat along their own x, y, z, metres. */
export const PERSON_SIZE = { standing: [0.572, 1.75, 0.634], seated: [0.59, 1.33, 0.74] } as const;
export const POSTURES = ['standing', 'seated'] as const;
export type Posture = (typeof POSTURES)[number];

/** A house as the simulator holds it: plain data, right-handed metres and radians, Y up, floor at y = 0. */
export interface House {
  readonly id: string;
  readonly rooms: readonly Room[];
  readonly walls: readonly Wall[];
  readonly doors: readonly Door[];
  readonly windows: readonly Window[];
  readonly objects: readonly HouseObject[];
  readonly lights: readonly Light[];
  readonly ceilingHeight: number;
  readonly ceiling: Surface;
  /** ProcTHOR's room specification name, for example `kitchen-living-bedroom`. */
  readonly roomSpecId: string;
  /** Day when left out. */
  readonly timeOfDay?: TimeOfDay;
  /** Nobody else is there when left out. */
  readonly people?: readonly Person[];
  /** Drawn in place of floors, ceilings and walls; the rooms' outlines then only bound the ground. */
  readonly stage?: Stage;
}

/** A thing that may move: a door leaf, a loose object, a part of an object, or a person. Its index here is its body index everywhere. */
export type MovableRef =
  | { readonly kind: 'door' | 'object'; readonly index: number }
  | { readonly kind: 'part'; readonly index: number; readonly part: number }
  | { readonly kind: 'person'; readonly index: number; readonly posture: Posture };

/**
 * All that may move in a house in the one order that physics, scene and renderer share: door leaves, loose objects, parts,
 * people. Each person is there twice, once in each posture, of which one is `OUT_OF_SIGHT`.
 */
export function listMovables(house: House, library: ModelLibrary): MovableRef[] {
  const movables: MovableRef[] = [];
  house.doors.forEach((door, index) => {
    if (door.hasLeaf) movables.push({ kind: 'door', index });
  });
  house.objects.forEach((object, index) => {
    if (!object.fixed) movables.push({ kind: 'object', index });
  });
  house.objects.forEach(({ category, variant }, index) => {
    library.getModel(category, variant).parts?.forEach((_, part) => movables.push({ kind: 'part', index, part }));
  });
  house.people?.forEach((_, index) => {
    for (const posture of POSTURES) movables.push({ kind: 'person', index, posture });
  });
  return movables;
}
