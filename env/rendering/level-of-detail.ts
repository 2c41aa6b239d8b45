import type { Vec3 } from '../geometry.ts';
import type { Model } from '../model.ts';
import { coarsen } from './coarsen.ts';
import { withoutHiddenFaces } from './hidden-faces.ts';
import { type Shape, boxRound, joinShapes, piecesOf } from './pieces.ts';

/** One way to draw a model. */
export interface Level {
  readonly shape: Shape;
  /** Most pixels across, of the sphere round the model, at which nobody sees what it leaves out. */
  readonly maxPixels: number;
}

/** Cells along a model's longest edge, from fine to coarse. */
const CELLS = [128, 64, 32, 16, 8, 4];
/** A cell of a level may be this wide on the picture, pixels. */
const CELL_PIXELS = 1.5;
/** Pieces that are less across are left out, pixels. */
const LEAST_PIXELS = 0.75;
/** A plate that is thinner, in pixels, is drawn without its rim. */
const RIM_PIXELS = 0.5;
/** Shapes of no more triangles are drawn in full: there is nothing to gain. */
const FEW_TRIANGLES = 12;
/** A level must save a fifth of the triangles, and keep half of the surface: a thing of thin or tiny pieces must not vanish. */
const LEAST_SAVING = 0.8;
const LEAST_AREA = 0.5;
/** What is put together from more pieces is a scan, and drawn as one: its crumbs are no things of their own. */
const MOST_PIECES = 500;

/** A model in full, without what nobody can see of it, then ever coarser. */
export function detailLevels(model: Model): Level[] {
  if (isSimple(model)) return [{ shape: model, maxPixels: Infinity }];
  const { size } = model;
  const diagonal = Math.hypot(...size);
  const parts = piecesOf(model);
  let pieces: readonly Shape[] = parts.length > MOST_PIECES ? [model] : withoutHiddenFaces(parts);
  const levels: Level[] = [{ shape: joinShapes(pieces), maxPixels: Infinity }];
  const area = surfaceArea(levels[0].shape, size);
  for (const numCells of CELLS) {
    const edge = Math.max(...size) / numCells;
    const pixel = edge / CELL_PIXELS;
    const edges: Vec3 = [edge / size[0], edge / size[1], edge / size[2]];
    pieces = pieces.map((piece) => (isSimple(piece) ? piece : coarsen(piece, edges)));
    const shape = joinShapes(pieces.flatMap((piece) => seenOf(piece, size, pixel) ?? []));
    if (shape.indices.length > LEAST_SAVING * levels[levels.length - 1].shape.indices.length) continue;
    if (surfaceArea(shape, size) < LEAST_AREA * area) continue;
    levels.push({ shape, maxPixels: diagonal / pixel });
  }
  return levels;
}

function isSimple({ indices }: Shape): boolean {
  return indices.length <= FEW_TRIANGLES * 3;
}

/** Of a shape in a cube of this size, square metres. */
function surfaceArea({ positions: p, indices }: Shape, [sx, sy, sz]: Vec3): number {
  let area = 0;
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [3 * indices[i], 3 * indices[i + 1], 3 * indices[i + 2]];
    const [ux, uy, uz] = [sx * (p[b] - p[a]), sy * (p[b + 1] - p[a + 1]), sz * (p[b + 2] - p[a + 2])];
    const [vx, vy, vz] = [sx * (p[c] - p[a]), sy * (p[c + 1] - p[a + 1]), sz * (p[c + 2] - p[a + 2])];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    area += Math.sqrt(nx * nx + ny * ny + nz * nz) / 2;
  }
  return area;
}

/** What can be seen of a piece where a pixel is so many metres wide; null for one that is too small. */
function seenOf(piece: Shape, size: Vec3, pixel: number): Shape | null {
  const { extent } = boxRound(piece.positions);
  const across = [0, 1, 2].sort((a, b) => extent[a] * size[a] - extent[b] * size[b]);
  const [least, middle, most] = across.map((axis) => (extent[axis] * size[axis]) / pixel);
  if (most < LEAST_PIXELS) return null;
  const isPlate = least < RIM_PIXELS && middle > CELL_PIXELS;
  return isPlate ? withoutRim(piece, across[0], extent[across[0]] / 2) : piece;
}

/** A plate's two sides: the triangles that reach no farther than `most` along the axis across it. */
function withoutRim(plate: Shape, axis: number, most: number): Shape {
  const { positions, indices } = plate;
  const left: number[] = [];
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i], indices[i + 1], indices[i + 2]];
    const along = [positions[3 * a + axis], positions[3 * b + axis], positions[3 * c + axis]];
    if (Math.max(...along) - Math.min(...along) <= most) left.push(a, b, c);
  }
  return { ...plate, indices: Uint32Array.from(left) };
}
