import { type Paint, sample } from './paint.ts';

/** Triangles before their picture is laid on them; all arrays but `indices` have one entry a vertex. */
export interface Unpainted {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  /** (V, 3) linear-light colours that the picture is multiplied by. */
  readonly colors: Float32Array;
  /** (V, 2) where in the picture a vertex lies; null when it lies nowhere. */
  readonly uvs: Float32Array | null;
  readonly indices: Uint32Array;
}

/** A vertex is wanted for so many texels along an edge. */
const TEXELS_A_VERTEX = 5;
const MAX_STEPS = 40;
/** Pieces that one primitive may be cut into. */
const MAX_PIECES = 150_000;

/**
 * Lays a picture on triangles, as colours of vertices: large triangles are first cut into pieces of a few texels each,
 * so that what is painted on a wall stays to be seen on it.
 */
export function layPicture(surface: Unpainted, paint: Paint): Omit<Unpainted, 'uvs'> {
  const { uvs } = surface;
  if (uvs === null || paint.texels === null)
    return { ...surface, colors: multiplied(surface.colors, () => paint.color) };
  const steps = stepsOf(surface.indices, uvs, paint.texels);
  const cut = steps.every((count) => count === 1) ? { ...surface, uvs } : cutUp({ ...surface, uvs }, steps);
  return { ...cut, colors: multiplied(cut.colors, (i) => sample(paint, cut.uvs[2 * i], cut.uvs[2 * i + 1])) };
}

function multiplied(colors: Float32Array, colorOf: (vertex: number) => readonly number[]): Float32Array {
  const painted = new Float32Array(colors.length);
  for (let i = 0; i < colors.length; i += 3) {
    colorOf(i / 3).forEach((value, k) => (painted[i + k] = Math.max(0, Math.min(1, value * colors[i + k] || 0))));
  }
  return painted;
}

/** Into how many steps each triangle's edges are cut. */
function stepsOf(indices: Uint32Array, uvs: Float32Array, { width, height }: NonNullable<Paint['texels']>): number[] {
  const texels = Array.from({ length: indices.length / 3 }, (_, triangle) => {
    const corners = [0, 1, 2].map((k) => indices[triangle * 3 + k]);
    const edges = corners.map((a, k) => {
      const b = corners[(k + 1) % 3];
      return Math.hypot((uvs[2 * a] - uvs[2 * b]) * width, (uvs[2 * a + 1] - uvs[2 * b + 1]) * height);
    });
    return Math.max(...edges);
  });
  const count = (length: number, scale: number): number =>
    Math.max(1, Math.min(MAX_STEPS, Math.ceil((length || 0) / (TEXELS_A_VERTEX * scale))));
  for (let scale = 1; ; scale *= 2) {
    const steps = texels.map((length) => count(length, scale));
    const pieces = steps.reduce((sum, step) => sum + step * step, 0);
    if (pieces <= Math.max(MAX_PIECES, steps.length)) return steps;
  }
}

type Painted = Unpainted & { readonly uvs: Float32Array };

/** Every triangle becomes a lattice of its own: `steps`² triangles between (`steps` + 1)(`steps` + 2) / 2 vertices. */
function cutUp(surface: Painted, steps: readonly number[]): Painted {
  const numVertices = steps.reduce((sum, step) => sum + ((step + 1) * (step + 2)) / 2, 0);
  const numTriangles = steps.reduce((sum, step) => sum + step * step, 0);
  const indices = new Uint32Array(numTriangles * 3);
  const weights = new Float32Array(numVertices * 3);
  const triangles = new Uint32Array(numVertices);
  let [vertex, corner] = [0, 0];
  steps.forEach((step, triangle) => {
    const first = vertex;
    /** Row i of the lattice has `step - i` + 1 vertices. */
    const at = (i: number, j: number): number => first + i * (step + 1) - (i * (i - 1)) / 2 + j;
    for (let i = 0; i <= step; i++) {
      for (let j = 0; j <= step - i; j++) {
        triangles[vertex] = triangle;
        weights.set([(step - i - j) / step, j / step, i / step], vertex * 3);
        vertex++;
        if (i + j === step) continue;
        indices.set([at(i, j), at(i, j + 1), at(i + 1, j)], corner);
        corner += 3;
        if (i + j === step - 1) continue;
        indices.set([at(i, j + 1), at(i + 1, j + 1), at(i + 1, j)], corner);
        corner += 3;
      }
    }
  });
  const spread = (values: Float32Array, size: number): Float32Array => {
    const spreadValues = new Float32Array(numVertices * size);
    for (let i = 0; i < numVertices; i++) {
      for (let k = 0; k < size; k++) {
        let sum = 0;
        for (let c = 0; c < 3; c++)
          sum += weights[i * 3 + c] * values[surface.indices[triangles[i] * 3 + c] * size + k];
        spreadValues[i * size + k] = sum;
      }
    }
    return spreadValues;
  };
  return {
    positions: spread(surface.positions, 3),
    normals: spread(surface.normals, 3),
    colors: spread(surface.colors, 3),
    uvs: spread(surface.uvs, 2),
    indices,
  };
}
