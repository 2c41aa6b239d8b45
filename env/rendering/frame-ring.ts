import type { Drawing } from './renderer.ts';

export interface FrameRingOptions {
  readonly device: GPUDevice;
  /** Pictures of one moment, N. */
  readonly numEnvs: number;
  /** Moments that are kept, L. */
  readonly length: number;
  /** Pixels along a picture's side. */
  readonly size: number;
  /** Pixels along a patch's side; `size` gives whole pictures (H, W, 3). */
  readonly patch: number;
}

/** Bytes from one target's parameters to the next: what WebGPU aligns them to. */
const PARAMETER_STRIDE = 256;
/** Pixels along the side of what one workgroup copies. */
const WORKGROUP = 8;

const SHADER = /* wgsl */ `
struct Target {
  columns: u32, // pictures in one of its rows
  first: u32,   // where its pictures begin in the list
  size: u32,
  patchSize: u32,
}
struct Picture {
  tile: u32,  // its place in the target
  frame: u32, // its place in the ring
}
@group(0) @binding(0) var colors: texture_2d<f32>;
@group(0) @binding(1) var<uniform> source: Target;
@group(0) @binding(2) var<storage> pictures: array<Picture>;
@group(0) @binding(3) var<storage, read_write> ring: array<f32>;

@compute @workgroup_size(${WORKGROUP}, ${WORKGROUP})
fn untile(@builtin(global_invocation_id) id: vec3u) {
  if (any(id.xy >= vec2u(source.size))) { return; }
  let picture = pictures[source.first + id.z];
  let corner = vec2u(picture.tile % source.columns, picture.tile / source.columns) * source.size;
  let color = textureLoad(colors, corner + id.xy, 0).rgb * 2.0 - 1.0;
  let perSide = source.size / source.patchSize;
  let place = id.xy / source.patchSize;
  let inside = id.xy % source.patchSize;
  let token = picture.frame * perSide * perSide + place.y * perSide + place.x;
  let at = ((token * source.patchSize + inside.y) * source.patchSize + inside.x) * 3;
  ring[at] = color.r;
  ring[at + 1] = color.g;
  ring[at + 2] = color.b;
}`;

/**
 * The colours of the last L moments of N environments, kept on the GPU in the layout of a tensor:
 * (L, N, patches, patch · patch · 3) float32 from -1 to 1, as `toPatches` has them. What is drawn goes from the render
 * target into it by a compute pass and never touches the CPU.
 */
export class FrameRing {
  /** Ready for `tf.tensor({ buffer, zeroCopy: true }, ...)` on a backend of the same device. */
  readonly buffer: GPUBuffer;
  readonly #options: FrameRingOptions;
  readonly #pipeline: GPUComputePipeline;
  /** What each target holds, and where each picture goes. */
  readonly #parameters: GPUBuffer;
  readonly #pictures: GPUBuffer;

  constructor(options: FrameRingOptions) {
    const { device, numEnvs, length, size } = options;
    const { STORAGE, UNIFORM, COPY_SRC, COPY_DST } = GPUBufferUsage;
    this.#options = options;
    this.buffer = device.createBuffer({ size: length * numEnvs * size * size * 3 * 4, usage: STORAGE | COPY_SRC });
    this.#parameters = device.createBuffer({ size: numEnvs * PARAMETER_STRIDE, usage: UNIFORM | COPY_DST });
    this.#pictures = device.createBuffer({ size: numEnvs * 8, usage: STORAGE | COPY_DST });
    const module = device.createShaderModule({ code: SHADER });
    this.#pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
  }

  /** Copies the pictures of some environments, drawn in this order, to a moment (0 to L - 1) of the ring. */
  write({ targets, places, columns }: Drawing, envs: readonly number[], moment: number): void {
    const { device, numEnvs, size, patch } = this.#options;
    const listed = targets.map((): number[] => []);
    envs.forEach((_, i) => listed[places[i].target].push(i));
    const pictures = listed.flatMap((indices) => indices.flatMap((i) => [places[i].tile, moment * numEnvs + envs[i]]));
    const parameters = new Uint32Array((targets.length * PARAMETER_STRIDE) / 4);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    let first = 0;
    targets.forEach(({ color }, target) => {
      const offset = target * PARAMETER_STRIDE;
      parameters.set([columns, first, size, patch], offset / 4);
      const entries = [
        { binding: 0, resource: color.createView() },
        { binding: 1, resource: { buffer: this.#parameters, offset, size: 16 } },
        { binding: 2, resource: { buffer: this.#pictures } },
        { binding: 3, resource: { buffer: this.buffer } },
      ];
      pass.setBindGroup(0, device.createBindGroup({ layout: this.#pipeline.getBindGroupLayout(0), entries }));
      const groups = Math.ceil(size / WORKGROUP);
      pass.dispatchWorkgroups(groups, groups, listed[target].length);
      first += listed[target].length;
    });
    pass.end();
    device.queue.writeBuffer(this.#parameters, 0, parameters);
    device.queue.writeBuffer(this.#pictures, 0, Uint32Array.from(pictures));
    device.queue.submit([encoder.finish()]);
  }

  dispose(): void {
    for (const buffer of [this.buffer, this.#parameters, this.#pictures]) buffer.destroy();
  }
}
