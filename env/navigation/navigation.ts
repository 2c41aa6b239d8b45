import { DetourMesh, type Soup, buildMeshData, initDetour } from './detour-mesh.ts';
import { AGENT, type AgentBody } from '../env.ts';
import { UsageError } from '../errors.ts';
import type { Vec2, Vec3 } from '../geometry.ts';
import type { House } from '../house.ts';
import { MeshParts } from './mesh-parts.ts';
import type { ModelLibrary } from '../model.ts';
import { looseFootprints } from '../physics/movable-footprints.ts';
import type { Rng } from '../random.ts';
import { type Rectangle, footprintOf, standsInTheWay, staticBoxes } from '../physics/static-boxes.ts';
import { triangulate } from '../rendering/triangulate.ts';
import { cos, sin } from '../trigonometry.ts';

/** A point this near the mesh counts as on it: the agent can squeeze through where rounding to cells left no mesh. Metres. */
const SNAP = 0.2;
const MAX_DRAWS = 10_000;
/** Height of the lids that stand for obstacles: low enough that nobody fits below. Metres. */
const LID_HEIGHT = 0.4;

/** Loads Recast; once a process, before any `NavMesh` is built. */
export function initNavigation(): Promise<void> {
  return initDetour();
}

/** A place on a navigation mesh. */
export interface MeshPlace {
  readonly at: Vec3;
  /** Detour's reference of its polygon. */
  readonly polygon: number;
  /** The point asked for is on the mesh, not beside it. */
  readonly isInside: boolean;
}

/** Where an agent's centre can be in a house, and how far it is from place to place; loose things count where the house puts them. */
export class NavMesh {
  readonly #mesh: DetourMesh;
  /** What bounds ways on it from below. */
  readonly parts: MeshParts;
  /** Two opposite corners of the ground the house covers. */
  readonly #low: Vec2;
  readonly #high: Vec2;

  private constructor({ data, parts }: BuiltMesh, corners: readonly Vec2[]) {
    this.#mesh = new DetourMesh(data);
    this.parts = parts;
    const [xs, zs] = [corners.map(([x]) => x), corners.map(([, z]) => z)];
    this.#low = [Math.min(...xs), Math.min(...zs)];
    this.#high = [Math.max(...xs), Math.max(...zs)];
  }

  /** Owned by the caller, who disposes it. @throws UsageError when nobody can stand anywhere in the house. */
  static build(house: House, library: ModelLibrary, agent: AgentBody = AGENT): NavMesh {
    return new NavMesh(
      meshOf(house, library, agent),
      house.rooms.flatMap((room) => room.polygon),
    );
  }

  /** Corners of the shortest way, start and end included, or null when there is none. */
  path(from: Vec3, to: Vec3): Vec3[] | null {
    const [start, end] = [this.locate(from), this.locate(to)];
    const corners = start && end && this.#corners(start, end);
    if (!corners) return null;
    return Array.from({ length: corners.length / 2 }, (_, i): Vec3 => [corners[2 * i], 0, corners[2 * i + 1]]);
  }

  /** Geodesic distance, metres; Infinity when there is no way. */
  distance(from: Vec3, to: Vec3): number {
    const [start, end] = [this.locate(from), this.locate(to)];
    return start && end ? this.distanceBetween(start, end) : Infinity;
  }

  /** Geodesic distance, metres; Infinity when there is no way. */
  distanceBetween(start: MeshPlace, end: MeshPlace): number {
    const corners = this.#corners(start, end);
    if (corners === null) return Infinity;
    let length = 0;
    for (let i = 2; i < corners.length; i += 2) {
      length += Math.hypot(corners[i] - corners[i - 2], corners[i + 1] - corners[i - 1]);
    }
    return length;
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
    return this.locate(point)?.at ?? null;
  }

  /** Whether an agent can stand there. */
  isNavigable(point: Vec3): boolean {
    return this.locate(point)?.isInside ?? false;
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
    this.#mesh.dispose();
  }

  /** The nearest place of the mesh, or null when none is within 0.2 m. */
  locate(point: Vec3): MeshPlace | null {
    const nearest = this.#mesh.nearest(point, SNAP);
    if (nearest === null) return null;
    const { x, z, polygon, isInside } = nearest;
    const at: Vec3 = isInside ? [point[0], 0, point[2]] : [x, 0, z];
    return Math.hypot(at[0] - point[0], at[2] - point[2]) > SNAP ? null : { at, polygon, isInside };
  }

  #corners(start: MeshPlace, end: MeshPlace): number[] | null {
    return this.#mesh.corners(start.at, start.polygon, end.at, end.polygon);
  }
}

/** A mesh as it was built for agents of one shape. */
interface BuiltMesh {
  readonly library: ModelLibrary;
  readonly radius: number;
  readonly height: number;
  /** Detour's. */
  readonly data: Uint8Array;
  readonly parts: MeshParts;
}

/** Of the houses there are: an episode is sought on the mesh of its house, and then lived on it. */
const builtMeshes = new WeakMap<House, readonly BuiltMesh[]>();

/** Detour's data of a house's mesh, to be taken to another thread, see `adoptMesh`. @throws as `NavMesh.build` */
export function meshData(house: House, library: ModelLibrary, agent: AgentBody): Uint8Array {
  return meshOf(house, library, agent).data;
}

/** Spares this thread the building of a house's mesh: `data` is what `meshData` gave for the same house. */
export function adoptMesh(house: House, library: ModelLibrary, { radius, height }: AgentBody, data: Uint8Array): void {
  builtMeshes.set(house, [{ library, radius, height, data, parts: new MeshParts(data) }]);
}

function meshOf(house: House, library: ModelLibrary, agent: AgentBody): BuiltMesh {
  const { radius, height } = agent;
  const built = builtMeshes.get(house) ?? [];
  const known = built.find((mesh) => mesh.library === library && mesh.radius === radius && mesh.height === height);
  if (known) return known;
  const obstacles = staticBoxes(house, library)
    .filter((box) => standsInTheWay(box, agent))
    .map(footprintOf);
  const data = buildMeshData(makeSoup(house, [...obstacles, ...looseFootprints(house, library)]), agent);
  if (data === null) {
    throw new UsageError(`NavMesh.build: house "${house.id}" has no free floor; check its rooms and furniture.`);
  }
  const mesh = { library, radius, height, data, parts: new MeshParts(data) };
  builtMeshes.set(house, [...built, mesh]);
  return mesh;
}

/**
 * Floors that face up, and one lid a footprint that faces down: what faces down is not walkable, and there is no room to
 * stand below it. Whole boxes would cost six times the triangles and leave walkable table tops and hollow insides.
 */
function makeSoup(house: House, obstacles: readonly Rectangle[]): Soup {
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
