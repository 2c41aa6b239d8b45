import type { CameraOptions, Observation } from '../env.ts';

/** How big the map is, and how fine. */
export interface LocalMapOptions {
  /** Cells along a side. */
  readonly side: number;
  /** Edge of a cell, metres. */
  readonly cellSize: number;
}

/** What a cell of a map holds. */
export const MAP_CELL = { unknown: 0, free: 1, obstacle: 2 } as const;

/** The eye as the map has to know it. */
export interface Eye extends CameraOptions {
  /** Above the floor, metres. */
  readonly eyeHeight: number;
  /** Tilt of the camera against the head, radians. */
  readonly tilt: number;
}

/** What is lower is floor, metres. */
const FLOOR = 0.08;
/** What is this much higher than the eye does not stop the agent, metres. */
const HEADROOM = 0.07;
/** How far from the start it remembers, metres. */
const REACH = 32;

/**
 * A top-down map of where an agent can go, from its own depth and odometry alone: no privileged knowledge enters it, and
 * what is wrong in those is wrong in the map.
 */
export class LocalMap {
  readonly #options: LocalMapOptions;
  readonly #eye: Eye;
  readonly #span: number;
  /** Cells of the frame the agent started in: ahead, then left. */
  readonly #cells: Uint8Array;

  constructor(options: LocalMapOptions, eye: Eye) {
    this.#options = options;
    this.#eye = eye;
    this.#span = Math.ceil((2 * REACH) / options.cellSize);
    this.#cells = new Uint8Array(this.#span * this.#span);
  }

  /** Adds what a depth picture shows; `farthest` is where the camera's range ends, metres. */
  observe(
    depth: Float32Array,
    { gps, compass, pitch }: Pick<Observation, 'gps' | 'compass' | 'pitch'>,
    farthest: number,
  ): void {
    const { width, height, hfovDeg, eyeHeight, tilt } = this.#eye;
    const focal = width / 2 / Math.tan((hfovDeg * Math.PI) / 360);
    const [cosTilt, sinTilt] = [Math.cos(pitch + tilt), Math.sin(pitch + tilt)];
    const [cos, sin] = [Math.cos(compass), Math.sin(compass)];
    depth.forEach((metres, i) => {
      if (metres <= 0 || metres >= farthest) return;
      const u = i % width;
      const v = (i - u) / width;
      const up = ((height / 2 - v - 0.5) / focal) * metres;
      const left = ((width / 2 - u - 0.5) / focal) * metres;
      const ahead = metres * cosTilt - up * sinTilt;
      const rise = eyeHeight + metres * sinTilt + up * cosTilt;
      if (rise > eyeHeight + HEADROOM) return;
      const cell = this.#cellAt(gps[0] + ahead * cos - left * sin, gps[1] + ahead * sin + left * cos);
      if (cell < 0) return;
      if (rise >= FLOOR) this.#cells[cell] = MAP_CELL.obstacle;
      else if (this.#cells[cell] === MAP_CELL.unknown) this.#cells[cell] = MAP_CELL.free;
    });
  }

  /** (side, side) of `MAP_CELL`: the agent in the middle, its heading towards the first row. */
  around({ gps, compass }: Pick<Observation, 'gps' | 'compass'>): Uint8Array {
    const { side, cellSize } = this.#options;
    const [cos, sin] = [Math.cos(compass), Math.sin(compass)];
    return Uint8Array.from({ length: side * side }, (_, i) => {
      const column = i % side;
      const row = (i - column) / side;
      const ahead = (side / 2 - row - 0.5) * cellSize;
      const left = (side / 2 - column - 0.5) * cellSize;
      const cell = this.#cellAt(gps[0] + ahead * cos - left * sin, gps[1] + ahead * sin + left * cos);
      return cell < 0 ? MAP_CELL.unknown : this.#cells[cell];
    });
  }

  #cellAt(ahead: number, left: number): number {
    const i = Math.floor((ahead + REACH) / this.#options.cellSize);
    const j = Math.floor((left + REACH) / this.#options.cellSize);
    return i < 0 || j < 0 || i >= this.#span || j >= this.#span ? -1 : j * this.#span + i;
  }
}
