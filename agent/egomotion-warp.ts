import { AGENT, CAMERA_DEFAULTS, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../env/env.ts';

/**
 * What geometry alone predicts: the last frame as a camera would see it that turns by the known angle and, for a step
 * forward, comes nearer to everything alike. What comes into view repeats the frame's edge.
 * This is the baseline that a learned predictor must pass.
 */
export function warpFrame(rgb: Uint8Array, size: number, actions: readonly number[], zoom: number): Uint8Array {
  const focal = size / 2 / Math.tan((CAMERA_DEFAULTS.hfovDeg * Math.PI) / 360);
  const out = new Uint8Array(rgb.length);
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      // The ray of the new pixel, in the last frame's camera: right, up, and 1 along its axis.
      let right = (u + 0.5 - size / 2) / focal;
      let up = (size / 2 - v - 0.5) / focal;
      for (const action of [...actions].reverse()) {
        if (action === MOVE_FORWARD) {
          right /= zoom;
          up /= zoom;
        }
        if (action === TURN_LEFT || action === TURN_RIGHT) {
          const angle = action === TURN_LEFT ? AGENT.turnAngle : -AGENT.turnAngle;
          const ahead = Math.max(1e-3, Math.cos(angle) + right * Math.sin(angle));
          right = (right * Math.cos(angle) - Math.sin(angle)) / ahead;
          up /= ahead;
        }
      }
      sampleBilinear(rgb, size, size / 2 + right * focal - 0.5, size / 2 - up * focal - 0.5, out, (v * size + u) * 3);
    }
  }
  return out;
}

function sampleBilinear(rgb: Uint8Array, size: number, u: number, v: number, out: Uint8Array, to: number): void {
  const clamp = (value: number): number => Math.min(size - 1, Math.max(0, value));
  const x = clamp(u);
  const y = clamp(v);
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const x1 = Math.min(size - 1, x0 + 1);
  const y1 = Math.min(size - 1, y0 + 1);
  for (let c = 0; c < 3; c++) {
    const at = (column: number, row: number): number => rgb[(row * size + column) * 3 + c];
    const top = at(x0, y0) + (x - x0) * (at(x1, y0) - at(x0, y0));
    const bottom = at(x0, y1) + (x - x0) * (at(x1, y1) - at(x0, y1));
    out[to + c] = Math.round(top + (y - y0) * (bottom - top));
  }
}
