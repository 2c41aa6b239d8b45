import { LEAF_THICKNESS, hingeOf, initialAngle, shutYaw } from './door-leaf.ts';
import type { AgentBody } from '../env.ts';
import { type Quat, type Vec3, IDENTITY, yawQuat } from '../geometry.ts';
import type { Door, HouseObject } from '../house.ts';
import { type Placement, placeBoxes } from './joint.ts';
import type { Model, ModelLibrary } from '../model.ts';
import { STEP_OVER, type SolidBox } from './static-boxes.ts';

const FIXED = 1;
const LOOSE = 2;
const LEAF = 4;
const PERSON = 8;

/** Who meets whom: walls and furniture meet loose things alone; for the agent they are `Obstacles`. */
export const FILTERS = {
  fixed: { collisionFilterGroup: FIXED, collisionFilterMask: LOOSE },
  loose: { collisionFilterGroup: LOOSE, collisionFilterMask: FIXED | LOOSE | LEAF | PERSON },
  leaf: { collisionFilterGroup: LEAF, collisionFilterMask: LOOSE | PERSON },
  person: { collisionFilterGroup: PERSON, collisionFilterMask: LOOSE | LEAF },
} as const;

/** A box fixed to a body, in the body's frame, metres. */
interface BodyBox {
  readonly center: Vec3;
  readonly half: Vec3;
}

/** A rigid body as plain data: what physics builds it from. */
export interface BodyPlan {
  /** `fixed` never moves, a `leaf` turns about the vertical through its origin, `loose` things and persons move freely. */
  readonly kind: keyof typeof FILTERS;
  /** Kilograms; 0 for a body that never moves. */
  readonly mass: number;
  readonly position: Vec3;
  readonly rotation: Quat;
  readonly boxes: readonly BodyBox[];
  /** A ball of this radius instead of boxes, metres. */
  readonly radius: number | null;
  /** Part of the speed left after a bounce; two bodies multiply theirs. */
  readonly restitution: number;
}

/** Things that roll. */
const ROUND: ReadonlySet<string> = new Set(['Apple', 'BasketBall', 'Egg', 'Lettuce', 'Potato', 'Tomato']);
/** Things that bounce. */
const RESTITUTION: ReadonlyMap<string, number> = new Map([['BasketBall', 0.75]]);

/** Household things are hollow: this much mass fills their collider boxes, kg/m³. */
const DENSITY = 150;
const MIN_MASS = 0.05;
const MAX_MASS = 8;
const LEAF_MASS = 1;

/** A wall; it leaves the bounce to what falls on it. */
export function planWall({ center, half, rotation }: SolidBox): BodyPlan {
  const boxes = [{ center: [0, 0, 0], half }] as const;
  return { kind: 'fixed', mass: 0, position: center, rotation, boxes, radius: null, restitution: 1 };
}

/** A door leaf, its origin on the hinge at half its height; that of a front door is locked. */
export function planLeaf(door: Door): BodyPlan {
  const [x, y, z] = hingeOf(door);
  return {
    kind: door.front ? 'fixed' : 'leaf',
    mass: door.front ? 0 : LEAF_MASS,
    position: [x, y + door.height / 2, z],
    rotation: yawQuat(shutYaw(door) + initialAngle(door)),
    boxes: [{ center: [door.width / 2, 0, 0], half: [door.width / 2, door.height / 2, LEAF_THICKNESS / 2] }],
    radius: null,
    restitution: 0,
  };
}

/** A loose object: the colliders of its model and of its shut parts, or a ball. */
export function planLoose(object: HouseObject, library: ModelLibrary): BodyPlan {
  const { category, size } = object;
  const { colliders, parts = [] } = library.getModel(category, object.variant);
  const solid = [...colliders, ...parts.flatMap((part) => part.colliders)];
  const boxes = placeBoxes(solid, { position: [0, 0, 0], rotation: IDENTITY }, size);
  const volume = boxes.reduce((sum, { half }) => sum + 8 * half[0] * half[1] * half[2], 0);
  return {
    kind: 'loose',
    mass: Math.min(MAX_MASS, Math.max(MIN_MASS, volume * DENSITY)),
    position: object.position,
    rotation: object.rotation,
    boxes,
    radius: ROUND.has(category) ? size[1] / 2 : null,
    restitution: RESTITUTION.get(category) ?? 0,
  };
}

/** A fixed object or its part, in its frame; one body for all its boxes costs the solver least. A part is moved by hand, never by what it meets. */
export function planFurniture(placement: Placement, { colliders }: Pick<Model, 'colliders'>, size: Vec3): BodyPlan {
  return {
    kind: 'fixed',
    mass: 0,
    position: placement.position,
    rotation: placement.rotation,
    boxes: placeBoxes(colliders, { position: [0, 0, 0], rotation: IDENTITY }, size),
    radius: null,
    restitution: 1,
  };
}

const SHAPELESS = { boxes: [], radius: null } as const;

/** The floor, to which physics gives the shape of a plane: that looks along its local +Z, and a quarter turn about X lays it down. */
export const FLOOR_PLAN: BodyPlan = {
  kind: 'fixed',
  mass: 0,
  position: [0, 0, 0],
  rotation: [-Math.SQRT1_2, 0, 0, Math.SQRT1_2],
  restitution: 1,
  ...SHAPELESS,
};

/** The agent, to which physics gives the shape of a cylinder; its mass is the push of a body brought back to its speed each substep. */
export function planPerson({ height }: AgentBody): BodyPlan {
  return {
    kind: 'person',
    mass: 15,
    position: [0, (STEP_OVER + height) / 2, 0],
    rotation: IDENTITY,
    restitution: 0,
    ...SHAPELESS,
  };
}
