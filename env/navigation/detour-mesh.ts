import {
  FloatArray,
  NavMesh,
  NavMeshQuery,
  Raw,
  UnsignedCharArray,
  UnsignedIntArray,
  init,
  statusSucceed,
} from '@recast-navigation/core';
import { generateSoloNavMeshData } from '@recast-navigation/generators';
import type { Vec3 } from '../geometry.ts';

/** The agent's radius is so many cells, so that the mesh keeps just that distance from what stands in the way. */
const CELLS_A_RADIUS = 4;
const CELL_HEIGHT = 0.05;
/** Islands smaller than this many cells along a side are dropped. */
const MIN_ISLAND = 8;
/** Cells between height samples; the floor is flat and needs none, but Recast's 0 ("none") reads outside its memory. */
const NO_DETAIL = 100;
const MAX_POLYGONS = 1024;
const MAX_CORNERS = 256;
const MAX_NODES = 4096;

let ready: Promise<void> | null = null;

/** Loads Recast and Detour; once a process, before all else here. */
export function initDetour(): Promise<void> {
  ready ??= init();
  return ready;
}

/** Triangles of three corners each; those that face up are floor. */
export interface Soup {
  readonly positions: number[];
  readonly indices: number[];
}

/** Builds Detour's data of the floor an agent can stand on, or null where there is none. */
export function buildMeshData(
  soup: Soup,
  agent: { readonly radius: number; readonly height: number },
): Uint8Array | null {
  const { success, navMeshData } = generateSoloNavMeshData(soup.positions, soup.indices, {
    cs: agent.radius / CELLS_A_RADIUS,
    ch: CELL_HEIGHT,
    walkableRadius: CELLS_A_RADIUS,
    walkableHeight: Math.ceil(agent.height / CELL_HEIGHT),
    walkableClimb: 0,
    minRegionArea: MIN_ISLAND,
    maxSimplificationError: 0.6,
    detailSampleDist: NO_DETAIL,
  });
  if (!success) return null;
  const data = Uint8Array.from(navMeshData.getHeapView());
  navMeshData.destroy();
  return data;
}

/** The point of the mesh that is nearest to a point. */
export interface MeshPoint {
  readonly x: number;
  readonly z: number;
  /** Detour's reference of its polygon. */
  readonly polygon: number;
  /** The point asked for is above the mesh. */
  readonly isInside: boolean;
}

/** A navigation mesh in Detour's memory, which holds it until `dispose`. */
export class DetourMesh {
  readonly #mesh = new NavMesh();
  readonly #query: NavMeshQuery;
  readonly #filter: NavMeshQuery['defaultFilter']['raw'];
  readonly #results = sharedResults();

  constructor(data: Uint8Array) {
    const array = new UnsignedCharArray();
    array.copy(data);
    // The mesh owns the array's bytes from here on.
    this.#mesh.initSolo(array);
    this.#query = new NavMeshQuery(this.#mesh, { maxNodes: MAX_NODES });
    this.#filter = this.#query.defaultFilter.raw;
  }

  /** Null where nothing of the mesh is within `reach` metres along x and z. */
  nearest([x, y, z]: Vec3, reach: number): MeshPoint | null {
    const { polygon, point, isOver } = this.#results;
    this.#query.raw.findNearestPoly([x, y, z], [reach, 1, reach], this.#filter, polygon, point, isOver);
    if (polygon.value === 0) return null;
    return { x: point.x, z: point.z, polygon: polygon.value, isInside: isOver.value };
  }

  /** Corners (x, z) by turns of the shortest way between two points of the mesh, both included; null when there is none. */
  corners(start: Vec3, startPolygon: number, end: Vec3, endPolygon: number): number[] | null {
    const { corridor, corners, flags, references, count } = this.#results;
    const { raw } = this.#query;
    corridor.resize(MAX_POLYGONS);
    const found = raw.findPath(startPolygon, endPolygon, start, end, this.#filter, corridor.raw, MAX_POLYGONS);
    const { size } = corridor;
    // An end that cannot be reached gives a way to the polygon nearest to it.
    if (!statusSucceed(found) || size === 0 || corridor.get(size - 1) !== endPolygon) return null;
    const pulled = raw.findStraightPath(
      start,
      end,
      corridor.raw,
      corners.raw,
      flags.raw,
      references.raw,
      count,
      MAX_CORNERS,
      0,
    );
    if (!statusSucceed(pulled)) return null;
    const numbers: number[] = [];
    for (let i = 0; i < count.value; i++) numbers.push(corners.get(i * 3), corners.get(i * 3 + 2));
    return numbers;
  }

  dispose(): void {
    this.#query.destroy();
    this.#mesh.destroy();
  }
}

/** Where Detour writes its answers: making these anew took half the time of a question. */
interface Results {
  readonly polygon: InstanceType<typeof Raw.UnsignedIntRef>;
  readonly point: InstanceType<typeof Raw.Vec3>;
  readonly isOver: InstanceType<typeof Raw.BoolRef>;
  readonly count: InstanceType<typeof Raw.IntRef>;
  readonly corridor: UnsignedIntArray;
  readonly corners: FloatArray;
  readonly flags: UnsignedCharArray;
  readonly references: UnsignedIntArray;
}

let results: Results | null = null;

function sharedResults(): Results {
  if (results) return results;
  results = {
    polygon: new Raw.UnsignedIntRef(),
    point: new Raw.Vec3(),
    isOver: new Raw.BoolRef(),
    count: new Raw.IntRef(),
    corridor: new UnsignedIntArray(),
    corners: new FloatArray(),
    flags: new UnsignedCharArray(),
    references: new UnsignedIntArray(),
  };
  results.corners.resize(MAX_CORNERS * 3);
  results.flags.resize(MAX_CORNERS);
  results.references.resize(MAX_CORNERS);
  return results;
}
