import type { NavMesh as DetourMesh } from '@recast-navigation/core';
import { NavMeshQuery, init } from '@recast-navigation/core';
import { generateSoloNavMesh } from '@recast-navigation/generators';
import { AGENT, type AgentBody } from '../env.ts';
import { UsageError } from '../errors.ts';
import type { Vec2, Vec3 } from '../geometry.ts';
import type { House } from '../house.ts';
import type { ModelLibrary } from '../model.ts';
import { looseFootprints } from '../physics/movable-footprints.ts';
import type { Rng } from '../random.ts';
import { type Rectangle, footprintOf, standsInTheWay, staticBoxes } from '../physics/static-boxes.ts';
import { triangulate } from '../rendering/triangulate.ts';
import { cos, sin } from '../trigonometry.ts';

/** The agent's radius is so many cells, so that the mesh keeps just that distance from what stands in the way. */
const CELLS_A_RADIUS = 4;
const CELL_HEIGHT = 0.05;
/** Islands smaller than this many cells along a side are dropped. */
const MIN_ISLAND = 8;
/** Cells between height samples; the floor is flat and needs none, but Recast's 0 ("none") reads outside its memory. */
const NO_DETAIL = 100;
/** A point this near the mesh counts as on it: the agent can squeeze through where rounding to cells left no mesh. Metres. */
const SNAP = 0.2;
const MAX_POLYGONS = 1024;
const MAX_DRAWS = 10_000;
/** Height of the lids that stand for obstacles: low enough that nobody fits below. Metres. */
const LID_HEIGHT = 0.4;

let ready: Promise<void> | null = null;

/** Loads Recast; once a process, before any `NavMesh` is built. */
export function initNavigation(): Promise<void> {
  ready ??= init();
  return ready;
}

/** Where an agent's centre can be in a house, and how far it is from place to place; loose things count where the house puts them. */
export class NavMesh {
  readonly #mesh: DetourMesh;
  readonly #query: NavMeshQuery;
  /** Two opposite corners of the ground the house covers. */
  readonly #low: Vec2;
  readonly #high: Vec2;

  private constructor(mesh: DetourMesh, corners: readonly Vec2[]) {
    this.#mesh = mesh;
    this.#query = new NavMeshQuery(mesh, { maxNodes: 4096 });
    const [xs, zs] = [corners.map(([x]) => x), corners.map(([, z]) => z)];
    this.#low = [Math.min(...xs), Math.min(...zs)];
    this.#high = [Math.max(...xs), Math.max(...zs)];
  }

  /** Owned by the caller, who disposes it. @throws UsageError when nobody can stand anywhere in the house. */
  static build(house: House, library: ModelLibrary, agent: AgentBody = AGENT): NavMesh {
    const { radius, height } = agent;
    const obstacles = staticBoxes(house, library)
      .filter((box) => standsInTheWay(box, agent))
      .map(footprintOf);
    const soup = makeSoup(house, [...obstacles, ...looseFootprints(house, library)]);
    const { success, navMesh } = generateSoloNavMesh(soup.positions, soup.indices, {
      cs: radius / CELLS_A_RADIUS,
      ch: CELL_HEIGHT,
      walkableRadius: CELLS_A_RADIUS,
      walkableHeight: Math.ceil(height / CELL_HEIGHT),
      walkableClimb: 0,
      minRegionArea: MIN_ISLAND,
      maxSimplificationError: 0.6,
      detailSampleDist: NO_DETAIL,
    });
    if (!success) {
      throw new UsageError(`NavMesh.build: house "${house.id}" has no free floor; check its rooms and furniture.`);
    }
    return new NavMesh(
      navMesh,
      house.rooms.flatMap((room) => room.polygon),
    );
  }

  /** Corners of the shortest way, start and end included, or null when there is none. */
  path(from: Vec3, to: Vec3): Vec3[] | null {
    const start = this.#nearest(from);
    const end = this.#nearest(to);
    if (start === null || end === null) return null;
    const corridor = this.#query.findPath(start.polygon, end.polygon, toPoint(start.at), toPoint(end.at), {
      maxPathPolys: MAX_POLYGONS,
    });
    const { polys } = corridor;
    // An end that cannot be reached gives a way to the polygon nearest to it.
    const arrives = corridor.success && polys.size > 0 && polys.get(polys.size - 1) === end.polygon;
    const corners = arrives ? this.#pull(start.at, end.at, polys) : null;
    polys.destroy();
    return corners;
  }

  /** Geodesic distance, metres; Infinity when there is no way. */
  distance(from: Vec3, to: Vec3): number {
    return lengthOf(this.path(from, to));
  }

  /** Geodesic distance to the nearest of some goals, metres; Infinity when none can be reached or there is none. */
  distanceToAny(from: Vec3, goals: readonly Vec3[]): number {
    return this.nearestOf(from, goals).distance;
  }

  /** The nearest of some goals on foot, and how far it is, metres; null and Infinity when none can be reached. */
  nearestOf(from: Vec3, goals: readonly Vec3[]): { readonly goal: Vec3 | null; readonly distance: number } {
    let nearest: { goal: Vec3 | null; distance: number } = { goal: null, distance: Infinity };
    const start = this.snap(from);
    if (start === null) return nearest;
    const bounded = goals
      .map((goal) => ({ goal, bound: Math.hypot(goal[0] - start[0], goal[2] - start[2]) - SNAP }))
      .sort((a, b) => a.bound - b.bound);
    for (const { goal, bound } of bounded) {
      if (bound >= nearest.distance) break;
      const distance = this.distance(start, goal);
      if (distance < nearest.distance) nearest = { goal, distance };
    }
    return nearest;
  }

  /** The nearest point of the mesh, or null when none is within 0.2 m. */
  snap(point: Vec3): Vec3 | null {
    return this.#nearest(point)?.at ?? null;
  }

  /** Whether an agent can stand there. */
  isNavigable(point: Vec3): boolean {
    return this.#nearest(point)?.isInside ?? false;
  }

  /** A point drawn evenly from the whole mesh. @throws Error when the mesh is too small to be hit. */
  randomPoint(rng: Rng): Vec3 {
    for (let draw = 0; draw < MAX_DRAWS; draw++) {
      const point: Vec3 = [rng.uniform(this.#low[0], this.#high[0]), 0, rng.uniform(this.#low[1], this.#high[1])];
      if (this.isNavigable(point)) return point;
    }
    throw new Error(`NavMesh.randomPoint: no navigable point in ${MAX_DRAWS} draws (stream ${rng.path}).`);
  }

  /** Frees the mesh. */
  dispose(): void {
    this.#query.destroy();
    this.#mesh.destroy();
  }

  #nearest(point: Vec3): { at: Vec3; polygon: number; isInside: boolean } | null {
    const halfExtents = { x: SNAP, y: 1, z: SNAP };
    const { nearestRef, nearestPoint, isOverPoly } = this.#query.findNearestPoly(toPoint(point), { halfExtents });
    if (nearestRef === 0) return null;
    const at: Vec3 = isOverPoly ? [point[0], 0, point[2]] : [nearestPoint.x, 0, nearestPoint.z];
    if (Math.hypot(at[0] - point[0], at[2] - point[2]) > SNAP) return null;
    return { at, polygon: nearestRef, isInside: isOverPoly };
  }

  /** Pulls the string tight inside a corridor of polygons. */
  #pull(start: Vec3, end: Vec3, corridor: Parameters<NavMeshQuery['findStraightPath']>[2]): Vec3[] | null {
    const straight = this.#query.findStraightPath(toPoint(start), toPoint(end), corridor);
    const { straightPath, straightPathFlags, straightPathRefs, straightPathCount } = straight;
    const corners = Array.from({ length: straightPathCount }, (_, i): Vec3 => {
      return [straightPath.get(i * 3), 0, straightPath.get(i * 3 + 2)];
    });
    for (const array of [straightPath, straightPathFlags, straightPathRefs]) array.destroy();
    return straight.success ? corners : null;
  }
}

function toPoint([x, y, z]: Vec3): { x: number; y: number; z: number } {
  return { x, y, z };
}

function lengthOf(path: readonly Vec3[] | null): number {
  if (path === null) return Infinity;
  return path.slice(1).reduce((sum, [x, , z], i) => sum + Math.hypot(x - path[i][0], z - path[i][2]), 0);
}

/**
 * Floors that face up, and one lid a footprint that faces down: what faces down is not walkable, and there is no room to
 * stand below it. Whole boxes would cost six times the triangles and leave walkable table tops and hollow insides.
 */
function makeSoup(house: House, obstacles: readonly Rectangle[]): { positions: number[]; indices: number[] } {
  const positions: number[] = [];
  const indices: number[] = [];
  const add = (corners: readonly Vec2[], height: number, up: 1 | -1): void => {
    for (const [a, b, c] of triangulate(corners)) {
      const first = positions.length / 3;
      const [[ax, az], [bx, bz], [cx, cz]] = [corners[a], corners[b], corners[c]];
      const facesUp = (bz - az) * (cx - ax) - (bx - ax) * (cz - az) > 0;
      positions.push(ax, height, az, bx, height, bz, cx, height, cz);
      indices.push(first, ...(facesUp === up > 0 ? [first + 1, first + 2] : [first + 2, first + 1]));
    }
  };
  for (const room of house.rooms) add(room.polygon, 0, 1);
  for (const obstacle of obstacles) add(cornersOf(obstacle), LID_HEIGHT, -1);
  return { positions, indices };
}

function cornersOf({ center, half, yaw }: Rectangle): Vec2[] {
  const [c, s] = [cos(yaw), sin(yaw)];
  return [
    [-half[0], -half[1]],
    [-half[0], half[1]],
    [half[0], half[1]],
    [half[0], -half[1]],
  ].map(([x, z]) => [center[0] + x * c + z * s, center[1] - x * s + z * c]);
}
