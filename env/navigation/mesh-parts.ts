import type { Vec2 } from '../geometry.ts';

/** Edges between polygons that are shorter than this may be gates, metres: doorways are. */
const NARROW = 0.8;
/** A part has at least this much floor, square metres; smaller ones belong to a neighbour. */
const LEAST_AREA = 0.3;
/** Of Detour's data, version 7, in bytes (DetourNavMesh.h, `dtMeshHeader` and `dtPoly`). */
const HEADER = { size: 100, polyCount: 24, vertCount: 28 } as const;
const POLYGON = { size: 32, vertices: 4, neighbours: 16, vertCount: 30 } as const;
const OUTSIDE = 0x8000;

/** An edge that all ways between two parts may pass. */
export interface Gate {
  readonly from: Vec2;
  readonly to: Vec2;
  readonly parts: readonly [number, number];
}

/** An edge between two polygons. */
interface Edge {
  readonly from: Vec2;
  readonly to: Vec2;
  readonly length: number;
  readonly polygons: readonly [number, number];
}

/**
 * A navigation mesh cut at its doorways and other narrow places. Who goes from one part to another passes gates, so the
 * straight lines from gate to gate are a lower bound of every way, in a house a much better one than the straight line.
 */
export class MeshParts {
  readonly gates: readonly Gate[];
  /** Part of each polygon. */
  readonly #parts: readonly number[];
  /** (G, G) no way between two gates is shorter, metres. */
  readonly #between: readonly Float64Array[];

  /** From Detour's data of a mesh. */
  constructor(data: Uint8Array) {
    const { areas, edges } = readPolygons(data);
    this.#parts = dividePolygons(areas, edges);
    this.gates = edges.flatMap(({ from, to, polygons: [a, b] }): Gate[] => {
      const [partA, partB] = [this.#parts[a], this.#parts[b]];
      return partA === partB ? [] : [{ from, to, parts: [partA, partB] }];
    });
    this.#between = measureBetween(this.gates);
  }

  /** The part a polygon belongs to, by Detour's reference, whose low bits count the polygons. */
  partOf(reference: number): number {
    let size = 1;
    while (size < this.#parts.length) size *= 2;
    return this.#parts[reference & (size - 1)];
  }

  /** (G) no way from each gate to a point in a part is shorter, metres. */
  boundsTo(point: Vec2, part: number): Float64Array {
    const bounds = new Float64Array(this.gates.length).fill(Infinity);
    this.gates.forEach((gate, last) => {
      if (!gate.parts.includes(part)) return;
      const rest = distanceToGate(point, gate);
      this.#between[last].forEach((way, first) => (bounds[first] = Math.min(bounds[first], way + rest)));
    });
    return bounds;
  }
}

/** Distance of a point from a gate, metres. */
export function distanceToGate([x, z]: Vec2, { from, to }: Pick<Gate, 'from' | 'to'>): number {
  const [dx, dz] = [to[0] - from[0], to[1] - from[1]];
  const along = ((x - from[0]) * dx + (z - from[1]) * dz) / (dx * dx + dz * dz || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from[0] - t * dx, z - from[1] - t * dz);
}

function readPolygons(data: Uint8Array): { areas: number[]; edges: Edge[] } {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [numPolygons, numVertices] = [view.getInt32(HEADER.polyCount, true), view.getInt32(HEADER.vertCount, true)];
  const vertexAt = (index: number): Vec2 => {
    const at = HEADER.size + index * 12;
    return [view.getFloat32(at, true), view.getFloat32(at + 8, true)];
  };
  const areas: number[] = [];
  const edges: Edge[] = [];
  for (let polygon = 0; polygon < numPolygons; polygon++) {
    const at = HEADER.size + numVertices * 12 + polygon * POLYGON.size;
    const corners = Array.from({ length: view.getUint8(at + POLYGON.vertCount) }, (_, i) =>
      vertexAt(view.getUint16(at + POLYGON.vertices + 2 * i, true)),
    );
    areas.push(areaOf(corners));
    corners.forEach((from, i) => {
      const neighbour = view.getUint16(at + POLYGON.neighbours + 2 * i, true);
      // Each edge is there twice, once from either side.
      if (neighbour === 0 || neighbour >= OUTSIDE || neighbour - 1 < polygon) return;
      const to = corners[(i + 1) % corners.length];
      edges.push({
        from,
        to,
        length: Math.hypot(to[0] - from[0], to[1] - from[1]),
        polygons: [polygon, neighbour - 1],
      });
    });
  }
  return { areas, edges };
}

/** The part of each polygon: wide edges join, and so does the widest edge of what is too small for a part. */
function dividePolygons(areas: readonly number[], edges: readonly Edge[]): number[] {
  const parents = areas.map((_, polygon) => polygon);
  const sizes = [...areas];
  const find = (polygon: number): number => {
    while (parents[polygon] !== polygon) polygon = parents[polygon];
    return polygon;
  };
  for (const { length, polygons } of [...edges].sort((a, b) => b.length - a.length)) {
    const [a, b] = polygons.map(find);
    if (a === b || (length < NARROW && Math.min(sizes[a], sizes[b]) >= LEAST_AREA)) continue;
    parents[b] = a;
    sizes[a] += sizes[b];
  }
  return parents.map((_, polygon) => find(polygon));
}

/** Least ways from gate to gate, by Floyd and Warshall. */
function measureBetween(gates: readonly Gate[]): Float64Array[] {
  const rows = gates.map((gate) =>
    Float64Array.from(gates, (other) => {
      if (other === gate) return 0;
      return gate.parts.some((part) => other.parts.includes(part)) ? gapBetween(gate, other) : Infinity;
    }),
  );
  for (const [k, middle] of rows.entries()) {
    for (const row of rows) {
      for (let j = 0; j < row.length; j++) row[j] = Math.min(row[j], row[k] + middle[j]);
    }
  }
  return rows;
}

/** No way between two edges of a mesh, which do not cross, is shorter, metres. */
function gapBetween(a: Gate, b: Gate): number {
  const gaps = [distanceToGate(a.from, b), distanceToGate(a.to, b), distanceToGate(b.from, a), distanceToGate(b.to, a)];
  return Math.min(...gaps);
}

function areaOf(corners: readonly Vec2[]): number {
  const twice = corners.reduce((sum, [x, z], i) => {
    const [nextX, nextZ] = corners[(i + 1) % corners.length];
    return sum + x * nextZ - nextX * z;
  }, 0);
  return Math.abs(twice) / 2;
}
