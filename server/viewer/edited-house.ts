import { computed, effect, signal } from '@preact/signals';
import type { Vec2, Vec3 } from '../../env/geometry.ts';
import { multiplyQuat, yawQuat, rotate } from '../../env/geometry.ts';
import type { House, HouseObject } from '../../env/house.ts';
import { roomAt } from '../../env/walls.ts';
import { pause } from './playback.ts';
import { goesOn, house } from './store.ts';

/** How far a press turns furniture, radians. */
const NOTCH = Math.PI / 12;

/** The house as a person is changing it; null while nobody does. */
export const draft = signal<House | null>(null);
/** The same while furniture follows the pointer; only the plan shows it, as a house in 3D is slow to build. */
export const dragged = signal<House | null>(null);
/** Id of the piece of furniture that was touched last. */
export const chosen = signal<string | null>(null);
/** The house to draw. */
export const drawnHouse = computed(() => draft.value ?? house.value);
export const isEdited = computed(() => draft.value !== null && draft.value !== house.value);

/** Begins to change the house on show; the agent waits. */
export function beginEditing(): void {
  pause();
  goesOn.value = false;
  draft.value = house.value;
  chosen.value = null;
}

export function stopEditing(): void {
  draft.value = null;
  dragged.value = null;
  chosen.value = null;
}

/** A house that is no longer on show is no longer changed. */
export function stopEditingWithHouse(): void {
  effect(() => {
    void house.value;
    stopEditing();
  });
}

/** Moves what was chosen along the floor, metres. */
export function moveChosen(by: Vec2): void {
  if (draft.value && chosen.value !== null) draft.value = moveFurniture(draft.value, chosen.value, by);
}

/** Turns what was chosen by so many notches, counter-clockwise from above. */
export function turnChosen(notches: number): void {
  if (draft.value && chosen.value !== null) draft.value = turnFurniture(draft.value, chosen.value, notches * NOTCH);
}

/** What can be moved: all that stands on no other thing. */
export function furnitureOf({ objects }: House): readonly HouseObject[] {
  return objects.filter(({ parentId }) => parentId === null);
}

/** The uppermost thing under a point that is no part of the building; what stands on furniture is not taken alone. */
export function furnitureAt(from: House, [x, z]: Vec2): HouseObject | null {
  const under = furnitureOf(from).filter(({ position, rotation, size }) => {
    const [qx, qy, qz, qw] = rotation;
    const [lx, , lz] = rotate([-qx, -qy, -qz, qw], [x - position[0], 0, z - position[2]]);
    return Math.abs(lx) <= size[0] / 2 && Math.abs(lz) <= size[2] / 2;
  });
  return under.sort((a, b) => topOf(b) - topOf(a))[0] ?? null;
}

/** The house with a thing and all that stands on it moved along the floor, metres. */
export function moveFurniture(from: House, id: string, [dx, dz]: Vec2): House {
  return changeFurniture(from, id, (object) => ({
    ...object,
    position: [object.position[0] + dx, object.position[1], object.position[2] + dz],
  }));
}

/** The house with a thing and all that stands on it turned about that thing's middle, radians. */
export function turnFurniture(from: House, id: string, angle: number): House {
  const middle = from.objects.find((object) => object.id === id)?.position ?? [0, 0, 0];
  const turn = yawQuat(angle);
  return changeFurniture(from, id, (object) => {
    const offset: Vec3 = [object.position[0] - middle[0], 0, object.position[2] - middle[2]];
    const [x, , z] = rotate(turn, offset);
    return {
      ...object,
      position: [middle[0] + x, object.position[1], middle[2] + z],
      rotation: multiplyQuat(turn, object.rotation),
    };
  });
}

function topOf({ position, size }: HouseObject): number {
  return position[1] + size[1] / 2;
}

function changeFurniture(from: House, id: string, change: (object: HouseObject) => HouseObject): House {
  const family = new Set([id]);
  // Parents stand before what they carry, at any depth.
  for (let before = 0; before !== family.size;) {
    before = family.size;
    for (const { id: child, parentId } of from.objects)
      if (parentId !== null && family.has(parentId)) family.add(child);
  }
  const objects = from.objects.map((object) => {
    if (!family.has(object.id)) return object;
    const changed = change(object);
    const [x, , z] = changed.position;
    return { ...changed, roomId: roomAt(from, [x, z])?.id ?? object.roomId };
  });
  return { ...from, objects };
}
