import { type GroundGrid, centerOf } from '../navigation/distance-field.ts';
import type { House } from '../house.ts';
import type { NavMesh } from '../navigation/navigation.ts';
import { roomAt } from '../walls.ts';

/** What a cell of a top-down map holds. */
export const GROUND = { outside: 0, blocked: 1, navigable: 2 } as const;

/** A plan of a house seen from above. */
export interface TopDownMap extends GroundGrid {
  /** (height, width) of `GROUND`. */
  readonly cells: Uint8Array;
}

/**
 * The true plan of a house: where an agent's centre can be. It is privileged, as Habitat's `TopDownMap`: a measure to
 * judge and to draw by, and no sensor. The agent's own is `LocalMap`.
 *
 * @param cellSize metres
 */
export function drawTopDownMap(house: House, navMesh: NavMesh, cellSize = 0.1): TopDownMap {
  const corners = house.rooms.flatMap((room) => room.polygon);
  const [xs, zs] = [corners.map(([x]) => x), corners.map(([, z]) => z)];
  const grid: GroundGrid = {
    origin: [Math.min(...xs), Math.min(...zs)],
    width: Math.ceil((Math.max(...xs) - Math.min(...xs)) / cellSize),
    height: Math.ceil((Math.max(...zs) - Math.min(...zs)) / cellSize),
    cellSize,
  };
  const cells = Uint8Array.from({ length: grid.width * grid.height }, (_, cell) => {
    const [x, z] = centerOf(grid, cell);
    if (navMesh.isNavigable([x, 0, z])) return GROUND.navigable;
    return roomAt(house, [x, z]) === null ? GROUND.outside : GROUND.blocked;
  });
  return { ...grid, cells };
}
