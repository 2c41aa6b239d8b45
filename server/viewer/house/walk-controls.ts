import type { PerspectiveCamera } from 'three/webgpu';
import type { Pose } from '../../../env/geometry.ts';

const EYE_HEIGHT = 1.45;
/** Metres a second, and with the shift key. */
const SPEED = { walk: 1.6, run: 3.6 } as const;
const RADIANS_PER_PIXEL = 0.005;
const METRES_PER_WHEEL = 0.004;
const MAX_PITCH = 1.3;
/** Ahead and to the right, for each key by its place on the keyboard. */
const KEYS: Readonly<Record<string, readonly [ahead: number, right: number]>> = {
  KeyW: [1, 0],
  KeyS: [-1, 0],
  KeyA: [0, -1],
  KeyD: [0, 1],
};

/** Walks a camera through the house as a person would: drag to look, W A S D or the wheel to walk. */
export class WalkControls {
  readonly #camera: PerspectiveCamera;
  readonly #onChange: () => void;
  readonly #held = new Set<string>();
  readonly #listeners = new AbortController();
  #isOn = false;
  #isRunning = false;
  #yaw = 0;
  #pitch = 0;

  /** @param onChange hears that the camera has moved or is about to */
  constructor(camera: PerspectiveCamera, canvas: HTMLElement, onChange: () => void) {
    this.#camera = camera;
    this.#onChange = onChange;
    const { signal } = this.#listeners;
    canvas.addEventListener('pointermove', (event) => this.#look(event), { signal });
    canvas.addEventListener('wheel', (event) => this.#wheel(event), { signal });
    addEventListener('keydown', (event) => this.#press(event), { signal });
    addEventListener('keyup', (event) => this.#release(event), { signal });
    addEventListener('blur', () => this.#held.clear(), { signal });
  }

  /** Begins where somebody stands, looking where they look. */
  enter({ position: [x, , z], yaw }: Pose): void {
    this.#isOn = true;
    this.#camera.position.set(x, EYE_HEIGHT, z);
    this.#yaw = yaw;
    this.#pitch = -0.1;
    this.#turn();
  }

  leave(): void {
    this.#isOn = false;
    this.#held.clear();
  }

  /** Walks on; true while a key is held. */
  advance(seconds: number): boolean {
    if (!this.#isOn || this.#held.size === 0) return false;
    const speed = this.#isRunning ? SPEED.run : SPEED.walk;
    for (const key of this.#held) {
      const [ahead, right] = KEYS[key];
      this.#walk(ahead * speed * seconds, right * speed * seconds);
    }
    return true;
  }

  /** Looks to the left and up, radians. */
  turnBy(left: number, up: number): void {
    this.#yaw += left;
    this.#pitch = Math.max(-MAX_PITCH, Math.min(MAX_PITCH, this.#pitch + up));
    this.#turn();
  }

  /** Walks ahead, metres. */
  walkBy(ahead: number): void {
    this.#walk(ahead, 0);
    this.#onChange();
  }

  dispose(): void {
    this.#listeners.abort();
  }

  #walk(ahead: number, right: number): void {
    const [sin, cos] = [Math.sin(this.#yaw), Math.cos(this.#yaw)];
    this.#camera.position.x += -ahead * sin + right * cos;
    this.#camera.position.z += -ahead * cos - right * sin;
  }

  #look(event: PointerEvent): void {
    if (!this.#isOn || event.buttons === 0) return;
    this.turnBy(event.movementX * RADIANS_PER_PIXEL, event.movementY * RADIANS_PER_PIXEL);
  }

  #wheel(event: WheelEvent): void {
    if (!this.#isOn) return;
    event.preventDefault();
    this.walkBy(-event.deltaY * METRES_PER_WHEEL);
  }

  #press(event: KeyboardEvent): void {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
    if (!this.#isOn || isTyping || event.ctrlKey || event.metaKey || !Object.hasOwn(KEYS, event.code)) return;
    this.#isRunning = event.shiftKey;
    this.#held.add(event.code);
    this.#onChange();
  }

  #release(event: KeyboardEvent): void {
    this.#held.delete(event.code);
  }

  #turn(): void {
    this.#camera.rotation.set(this.#pitch, this.#yaw, 0, 'YXZ');
    this.#onChange();
  }
}
