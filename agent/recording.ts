/**
 * One recorded episode of L frames and the L - 1 actions between them, as dense arrays.
 * Sensor labels ride along for probes and prompts; pretraining reads only `rgb`, `actions`, `poses` and `collided`.
 */
export interface Recording {
  /** Seed path of the episode. */
  readonly seed: string;
  /** Seed path of the house, for example `train/17`. */
  readonly house: string;
  readonly numRooms: number;
  readonly instruction: string;
  readonly width: number;
  readonly height: number;
  /** (L, H, W, 3) sRGB. */
  readonly rgb: Uint8Array;
  /** (L, H, W) millimetres along the camera axis; 0 where nothing is. */
  readonly depth: Uint16Array;
  /** (L, H, W) index into `CATEGORIES`. */
  readonly semantic: Uint8Array;
  /** (L - 1) index into `ACTIONS`. */
  readonly actions: Uint8Array;
  /** (L, 4) x, z in metres, yaw, pitch in radians, in the frame of the episode's start. */
  readonly poses: Float32Array;
  /** (L - 1) 1 where the action ended against an obstacle. */
  readonly collided: Uint8Array;
}

/** A recording and what its agent was up to, in words. */
export interface Take {
  readonly recording: Recording;
  readonly task: string;
}

/** A millimetre image of depth in metres; what lies beyond 65 m is cut to it. */
export function toMillimetres(depth: Float32Array): Uint16Array {
  return Uint16Array.from(depth, (metres) => Math.min(65_535, Math.round(metres * 1000)));
}
