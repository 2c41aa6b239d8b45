/** A pixel's byte as the models see it: -1 to 1. */
const SCALED = Float32Array.from({ length: 256 }, (_, byte) => byte / 127.5 - 1);

/** Patches along one side, and values of one patch, of square frames. */
export interface PatchGrid {
  /** Pixels along a frame's side. */
  readonly size: number;
  /** Pixels along a patch's side. */
  readonly patch: number;
}

/** Tokens of one frame. */
export function numPatches({ size, patch }: PatchGrid): number {
  return (size / patch) ** 2;
}

/** Values of one patch. */
export function patchLength({ patch }: PatchGrid): number {
  return patch * patch * 3;
}

/**
 * Writes frames (H, W, 3) that follow each other in `rgb` as patches (frames · K, patch · patch · 3) into `out`,
 * both row by row.
 */
export function toPatches(rgb: Uint8Array, grid: PatchGrid, out: Float32Array): void {
  const { size, patch } = grid;
  const side = size / patch;
  const numFrames = rgb.length / (size * size * 3);
  const row = patch * 3;
  let to = 0;
  for (let frame = 0; frame < numFrames; frame++) {
    for (let token = 0; token < side * side; token++) {
      const top = frame * size + Math.floor(token / side) * patch;
      const left = (token % side) * row;
      for (let y = 0; y < patch; y++) {
        const from = (top + y) * size * 3 + left;
        for (let i = 0; i < row; i++) out[to++] = SCALED[rgb[from + i]];
      }
    }
  }
}

/** The frames (frames, H, W, 3) of patches that `toPatches` wrote; values outside -1 to 1 are cut. */
export function fromPatches(patches: Float32Array, grid: PatchGrid): Uint8Array {
  const { size, patch } = grid;
  const side = size / patch;
  const rgb = new Uint8Array(patches.length);
  const numFrames = patches.length / (size * size * 3);
  const row = patch * 3;
  let from = 0;
  for (let frame = 0; frame < numFrames; frame++) {
    for (let token = 0; token < side * side; token++) {
      const top = frame * size + Math.floor(token / side) * patch;
      const left = (token % side) * row;
      for (let y = 0; y < patch; y++) {
        const to = (top + y) * size * 3 + left;
        for (let i = 0; i < row; i++) {
          const value = Math.round((patches[from++] + 1) * 127.5);
          rgb[to + i] = Math.min(255, Math.max(0, value));
        }
      }
    }
  }
  return rgb;
}
