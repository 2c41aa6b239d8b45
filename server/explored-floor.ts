import { CAMERA_DEFAULTS } from '../env/env.ts';
import type { Frame } from '../env/env.ts';
import type { Pose } from '../env/geometry.ts';
import { forwardOf } from '../env/geometry.ts';
import type { House } from '../env/house.ts';
import type { ExploredFloor } from './protocol.ts';

/** Side of a cell, metres. */
const CELL = 0.2;
/** What is lower counts as floor, metres. */
const FLOOR = 0.08;

/** Which floor of a house the agent's camera has seen so far, for the map that people watch. */
export class ExploredGrid {
  readonly #origin: readonly [number, number];
  readonly #width: number;
  readonly #height: number;
  readonly #seen: Uint8Array;

  constructor(house: House) {
    const corners = house.rooms.flatMap(({ polygon }) => polygon);
    const xs = corners.map(([x]) => x);
    const zs = corners.map(([, z]) => z);
    this.#origin = [Math.min(...xs), Math.min(...zs)];
    this.#width = Math.ceil((Math.max(...xs) - this.#origin[0]) / CELL);
    this.#height = Math.ceil((Math.max(...zs) - this.#origin[1]) / CELL);
    this.#seen = new Uint8Array(this.#width * this.#height);
  }

  /** Adds what a frame shows from a pose, the eye at `eyeHeight` metres. */
  look({ width, height, depth }: Frame, { position, yaw, pitch }: Pose, eyeHeight: number): void {
    if (!depth) return;
    const focal = width / 2 / Math.tan((CAMERA_DEFAULTS.hfovDeg * Math.PI) / 360);
    const [ahead, aside] = forwardOf(yaw);
    const [cos, sin] = [Math.cos(pitch), Math.sin(pitch)];
    for (let v = 0; v < height; v++) {
      const slope = (height / 2 - v - 0.5) / focal;
      for (let u = 0; u < width; u++) {
        const along = depth[v * width + u];
        if (along <= 0 || eyeHeight + along * (sin + slope * cos) > FLOOR) continue;
        const forward = along * (cos - slope * sin);
        const right = (along * (u + 0.5 - width / 2)) / focal;
        this.#mark(position[0] + forward * ahead - right * aside, position[2] + forward * aside + right * ahead);
      }
    }
  }

  get explored(): ExploredFloor {
    const [x, z] = this.#origin;
    return { cell: CELL, origin: [x, z], width: this.#width, height: this.#height, seen: this.#seen.slice() };
  }

  #mark(x: number, z: number): void {
    const column = Math.floor((x - this.#origin[0]) / CELL);
    const row = Math.floor((z - this.#origin[1]) / CELL);
    if (column < 0 || row < 0 || column >= this.#width || row >= this.#height) return;
    this.#seen[row * this.#width + column] = 1;
  }
}
