import type { Frame, SensorName } from '../env.ts';

/** WebGPU copies whole rows of a multiple of this many bytes. */
const ROW_ALIGNMENT = 256;
/** All targets hold four bytes a texel: rgba8unorm, r32float, r32uint. */
const TEXEL_BYTES = 4;

export interface ReadbackOptions {
  readonly device: GPUDevice;
  readonly sensors: readonly SensorName[];
  /** Size of one environment's picture. */
  readonly width: number;
  readonly height: number;
  /** Size of one target in pictures: 1 x 1, or the atlas. */
  readonly columns: number;
  readonly rows: number;
  readonly numTargets: number;
}

/** The textures of a render target; `normals` only where they were asked for. */
export interface TargetTextures {
  readonly color: GPUTexture;
  readonly metres: GPUTexture;
  readonly ids: GPUTexture;
  readonly normals?: GPUTexture;
}

type Channel = keyof TargetTextures;

/**
 * Brings rendered pictures to typed arrays: one wait for all targets and channels. A read that begins while another is
 * under way takes a staging buffer of its own, so that the next batch can be drawn while the last one is on its way.
 */
export class Readback {
  readonly #options: ReadbackOptions;
  readonly #channels: readonly Channel[];
  readonly #rowBytes: number;
  readonly #imageBytes: number;
  readonly #stagingBytes: number;
  /** Staging buffers nobody reads from at the moment, and all there are. */
  readonly #idle: GPUBuffer[] = [];
  readonly #all: GPUBuffer[] = [];

  constructor(options: ReadbackOptions) {
    const { sensors, width, height, columns, rows, numTargets } = options;
    this.#options = options;
    const needed: [Channel, boolean][] = [
      ['color', sensors.includes('rgb')],
      ['metres', sensors.includes('depth')],
      ['ids', sensors.includes('semantic') || sensors.includes('instance')],
      ['normals', sensors.includes('normal')],
    ];
    this.#channels = needed.filter(([, isNeeded]) => isNeeded).map(([channel]) => channel);
    this.#rowBytes = Math.ceil((columns * width * TEXEL_BYTES) / ROW_ALIGNMENT) * ROW_ALIGNMENT;
    this.#imageBytes = this.#rowBytes * rows * height;
    this.#stagingBytes = this.#imageBytes * this.#channels.length * numTargets;
  }

  /**
   * Reads pictures by target and place in it; the frames own their arrays. The copy is on its way when this returns, so
   * the targets may be drawn to again at once.
   */
  async read(
    targets: readonly TargetTextures[],
    places: readonly { target: number; tile: number }[],
  ): Promise<Frame[]> {
    const { device, width, height, columns, rows } = this.#options;
    if (this.#stagingBytes === 0) return places.map(() => ({ width, height }));
    const staging = this.#idle.pop() ?? this.#createStaging();
    const encoder = device.createCommandEncoder();
    targets.forEach((textures, t) => {
      this.#channels.forEach((channel, c) => {
        const texture = textures[channel];
        if (!texture) throw new RangeError(`Readback: the target holds no ${channel}.`);
        encoder.copyTextureToBuffer(
          { texture },
          {
            buffer: staging,
            offset: this.#imageBytes * (t * this.#channels.length + c),
            bytesPerRow: this.#rowBytes,
            rowsPerImage: rows * height,
          },
          [columns * width, rows * height],
        );
      });
    });
    device.queue.submit([encoder.finish()]);
    const size = this.#imageBytes * this.#channels.length * targets.length;
    await staging.mapAsync(GPUMapMode.READ, 0, size);
    const mapped = staging.getMappedRange(0, size);
    const texels: Texels = { words: new Uint32Array(mapped), metres: new Float32Array(mapped) };
    const frames = places.map((place) => this.#frame(texels, place.target, place.tile));
    staging.unmap();
    this.#idle.push(staging);
    return frames;
  }

  dispose(): void {
    for (const staging of this.#all) staging.destroy();
  }

  #createStaging(): GPUBuffer {
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    const staging = this.#options.device.createBuffer({ size: this.#stagingBytes, usage });
    this.#all.push(staging);
    return staging;
  }

  #frame(texels: Texels, target: number, tile: number): Frame {
    const { width, height, columns, sensors } = this.#options;
    const size = width * height;
    const rgb = sensors.includes('rgb') ? new Uint8Array(size * 3) : undefined;
    const depth = sensors.includes('depth') ? new Float32Array(size) : undefined;
    const semantic = sensors.includes('semantic') ? new Uint16Array(size) : undefined;
    const instance = sensors.includes('instance') ? new Uint16Array(size) : undefined;
    const normal = sensors.includes('normal') ? new Int8Array(size * 3) : undefined;
    const rowTexels = this.#rowBytes / TEXEL_BYTES;
    const corner = Math.floor(tile / columns) * height * rowTexels + (tile % columns) * width;
    this.#channels.forEach((channel, c) => {
      const start = (this.#imageBytes * (target * this.#channels.length + c)) / TEXEL_BYTES + corner;
      for (let y = 0; y < height; y++) {
        const row: Row = { from: start + y * rowTexels, to: y * width, width };
        if (channel === 'color' && rgb) copyRgb(texels, row, rgb);
        if (channel === 'normals' && normal) copyRgb(texels, row, normal);
        if (channel === 'metres' && depth) copyMetres(texels, row, depth);
        if (channel === 'ids' && semantic) copyIds(texels, row, 0, semantic);
        if (channel === 'ids' && instance) copyIds(texels, row, 16, instance);
      }
    });
    return {
      width,
      height,
      ...(rgb && { rgb }),
      ...(depth && { depth }),
      ...(semantic && { semantic }),
      ...(instance && { instance }),
      ...(normal && { normal }),
    };
  }
}

/** What was read, a number a texel, as whole numbers and as floats. */
interface Texels {
  readonly words: Uint32Array;
  readonly metres: Float32Array;
}

/** A row of a picture: where it begins in what was read, and where in a frame, in texels. */
interface Row {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** Three of the four bytes of each texel. */
function copyRgb({ words }: Texels, { from, to, width }: Row, rgb: Uint8Array | Int8Array): void {
  for (let x = 0; x < width; x++) {
    const word = words[from + x];
    const at = (to + x) * 3;
    rgb[at] = word;
    rgb[at + 1] = word >>> 8;
    rgb[at + 2] = word >>> 16;
  }
}

function copyMetres({ metres }: Texels, { from, to, width }: Row, depth: Float32Array): void {
  for (let x = 0; x < width; x++) depth[to + x] = metres[from + x];
}

/** Sixteen bits of each texel. */
function copyIds({ words }: Texels, { from, to, width }: Row, shift: number, ids: Uint16Array): void {
  for (let x = 0; x < width; x++) ids[to + x] = words[from + x] >>> shift;
}
