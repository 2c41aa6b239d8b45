import {
  NeutralToneMapping,
  PerspectiveCamera,
  RenderTarget,
  Scene,
  SRGBColorSpace,
  WebGPURenderer,
} from 'three/webgpu';
import { AGENT, CAMERA_DEFAULTS } from '../../../env/env.ts';
import type { House } from '../../../env/house.ts';
import { buildScene } from '../../../env/rendering/scene.ts';
import { library } from '../../../scenes/library.ts';
import { float32Of, type FramesMessage, type ServerMessage, type StateMessage } from '../../protocol.ts';
import { shadeBitByBit } from '../house/corner-shading.ts';
import { Daylight } from '../house/daylight.ts';
import { HouseMesh } from '../house/house-mesh.ts';
import { createSurfaceMaterial } from '../house/surface-material.ts';

/** Pixels along each side. */
const SIZE = 96;
/** After a picture it rests this many times as long as that took, so that the big view stays fluent. */
const REST = 2;

/**
 * Paints what the agent would see, by WebGL 2, for people to look at: where the browser has no WebGPU the engine draws
 * nothing, and no agent is ever given these pictures. As soon as the engine sends pictures of its own, it stops.
 */
export class EyePainter {
  readonly #onFrames: (frames: FramesMessage) => void;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(verticalFovDeg(), 1, 0.02, 100);
  readonly #target = new RenderTarget(SIZE, SIZE, { colorSpace: SRGBColorSpace });
  readonly #daylight = new Daylight();
  readonly #material = createSurfaceMaterial();
  #renderer: Promise<WebGPURenderer> | null = null;
  /** Of the latest state; it is built when it is painted. */
  #house: House | null = null;
  #painted: { readonly house: House; readonly mesh: HouseMesh; readonly stopShading: () => void } | null = null;
  #latest: StateMessage | null = null;
  #isPainting = false;
  #isNeeded = true;

  constructor(onFrames: (frames: FramesMessage) => void) {
    this.#onFrames = onFrames;
    this.#scene.add(this.#daylight.sky, this.#daylight.sun, this.#daylight.sun.target);
    this.#daylight.sun.castShadow = false;
  }

  /** Takes note of what the engine tells, and paints after every state. */
  see(message: ServerMessage): void {
    if (message.type === 'frames') this.#isNeeded = false;
    else if (message.type === 'house') this.#house = message.house;
    else if (message.type === 'state') {
      this.#latest = message;
      // Pictures of the engine's own follow their state at once.
      setTimeout(() => void this.#paintLatest());
    }
  }

  dispose(): void {
    this.#isNeeded = false;
    this.#clear();
    this.#target.dispose();
    void this.#renderer?.then((renderer) => renderer.dispose());
  }

  async #paintLatest(): Promise<void> {
    if (this.#isPainting || !this.#isNeeded) return;
    this.#isPainting = true;
    for (let state = this.#latest; state && this.#isNeeded; state = this.#latest) {
      this.#latest = null;
      const begun = performance.now();
      this.#onFrames(toFrames(state.step, await this.#paint(state)));
      const restMs = REST * (performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    this.#isPainting = false;
  }

  async #paint({ pose, movables, switches }: StateMessage): Promise<Uint8Array> {
    const { position, yaw, pitch } = pose;
    const mesh = this.#built();
    mesh?.setMovables(float32Of(movables));
    mesh?.setSwitches(switches);
    this.#camera.position.set(position[0], position[1] + AGENT.cameraHeight, position[2]);
    this.#camera.rotation.set(pitch, yaw, 0, 'YXZ');
    this.#renderer ??= openRenderer();
    const renderer = await this.#renderer;
    renderer.setRenderTarget(this.#target);
    renderer.render(this.#scene, this.#camera);
    const pixels = await renderer.readRenderTargetPixelsAsync(this.#target, 0, 0, SIZE, SIZE);
    return new Uint8Array(pixels.buffer, pixels.byteOffset, 4 * SIZE * SIZE);
  }

  /** The house of the latest state in the scene. */
  #built(): HouseMesh | null {
    const house = this.#house;
    if (!house || this.#painted?.house === house) return this.#painted?.mesh ?? null;
    this.#clear();
    const mesh = new HouseMesh(house, buildScene(house, library), library, this.#material, null);
    mesh.setWhole(true, true);
    this.#daylight.setTime(house.timeOfDay ?? 'Day');
    this.#scene.add(mesh.group);
    this.#painted = { house, mesh, stopShading: shadeBitByBit(mesh, () => {}) };
    return mesh;
  }

  #clear(): void {
    if (!this.#painted) return;
    const { mesh, stopShading } = this.#painted;
    stopShading();
    this.#scene.remove(mesh.group);
    mesh.dispose();
    this.#painted = null;
  }
}

async function openRenderer(): Promise<WebGPURenderer> {
  const canvas = document.createElement('canvas');
  const renderer = new WebGPURenderer({ canvas, forceWebGL: true });
  renderer.toneMapping = NeutralToneMapping;
  await renderer.init();
  return renderer;
}

function verticalFovDeg(): number {
  const { hfovDeg, width, height } = CAMERA_DEFAULTS;
  return (2 * Math.atan((Math.tan((hfovDeg * Math.PI) / 360) * height) / width) * 180) / Math.PI;
}

/** From WebGL's pixels, bottom row first; what it does not know is left 0. */
function toFrames(step: number, rgba: Uint8Array): FramesMessage {
  const rgb = new Uint8Array(3 * SIZE * SIZE);
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      const from = 4 * ((SIZE - 1 - row) * SIZE + column);
      rgb.set(rgba.subarray(from, from + 3), 3 * (row * SIZE + column));
    }
  }
  const [depth, semantic] = [new Uint8Array(2 * SIZE * SIZE), new Uint8Array(SIZE * SIZE)];
  return { type: 'frames', step, width: SIZE, height: SIZE, rgb, depth, semantic, boxes: null, predicted: null };
}
