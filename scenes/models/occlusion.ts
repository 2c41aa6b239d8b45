import type { Vec3 } from '../../env/geometry.ts';
import { add, cross, normalize, scale } from './patch.ts';
import { TriangleTree } from './triangle-tree.ts';

/** Rays a vertex, spread over the hemisphere with density proportional to the cosine. */
const RAYS = 8;
/** Nothing is darker than this: light also comes by way of neighbours. */
const DARKEST = 0.3;
/** What the ground below the model takes away: the renderer's sky and ground light already tell up from down. */
const GROUND_WEIGHT = 0.5;

/** Directions around +Y by the golden angle; the same for every vertex, so that the result never varies. */
const HEMISPHERE: readonly Vec3[] = Array.from({ length: RAYS }, (_, i): Vec3 => {
  const radius = Math.sqrt((i + 0.5) / RAYS);
  const angle = i * 2.399963229728653;
  return [radius * Math.cos(angle), Math.sqrt(1 - radius * radius), radius * Math.sin(angle)];
});

/**
 * Ambient occlusion of every vertex against the model's own triangles and the level ground below it: 1 is open, 0.3 the darkest.
 * Nearer obstacles count more; beyond 0.4 of the model's diagonal none counts.
 */
export function bakeOcclusion(
  positions: readonly Vec3[],
  normals: readonly Vec3[],
  indices: readonly number[],
  ground: number,
): Float32Array {
  const tree = new TriangleTree(positions, indices);
  const reach = tree.diagonal * 0.4;
  const seen = new Map<string, number>();
  return Float32Array.from(positions, (position, i) => {
    const key = `${position.join()}:${normals[i].join()}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const value = opennessAt(tree, position, normals[i], reach, ground);
    seen.set(key, value);
    return value;
  });
}

function opennessAt(tree: TriangleTree, position: Vec3, normal: Vec3, reach: number, ground: number): number {
  const [nx, ny, nz] = normal;
  const [ux, uy, uz] = normalize(cross(Math.abs(ny) < 0.9 ? [0, 1, 0] : [1, 0, 0], normal));
  const [vx, vy, vz] = cross(normal, [ux, uy, uz]);
  const [ox, oy, oz] = add(position, scale(normal, 0.004 * tree.diagonal));
  let blocked = 0;
  for (const [x, y, z] of HEMISPHERE) {
    const dy = uy * x + ny * y + vy * z;
    const hit = tree.distance(ox, oy, oz, ux * x + nx * y + vx * z, dy, uz * x + nz * y + vz * z, reach);
    const floor = dy < -0.05 ? Math.max(oy - ground, 0) / -dy : Infinity;
    blocked += Math.max(1 - hit / reach, GROUND_WEIGHT * (1 - floor / reach), 0);
  }
  return Math.max(DARKEST, 1 - blocked / RAYS);
}
