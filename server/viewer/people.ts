import type { Color, Vec2 } from '../../env/geometry.ts';
import type { House } from '../../env/house.ts';
import { listMovables } from '../../env/house.ts';
import { library } from '../../scenes/library.ts';

/** Who is out of sight is kept deep below the floor, metres. */
const FLOOR = -1;

/** Where the people of a house are on its plan, from the poses (M, 7) of what moves. */
export function peopleAt(house: House, poses: Float32Array): { readonly at: Vec2; readonly color: Color }[] {
  const people = house.people ?? [];
  if (people.length === 0) return [];
  return listMovables(house, library).flatMap((movable, row) => {
    if (movable.kind !== 'person' || poses[7 * row + 1] < FLOOR) return [];
    return [{ at: [poses[7 * row], poses[7 * row + 2]] as Vec2, color: people[movable.index].color }];
  });
}
