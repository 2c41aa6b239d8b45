import type { PerspectiveCamera } from 'three/webgpu';
import type { Pose, Vec2 } from '../../../env/geometry.ts';
import type { FreeFloor } from './free-floor.ts';

const EYE_HEIGHT = 1.45;
/** Metres a second, and with the shift key. */
const SPEED = { walk: 1.6, run: 3.6 } as const;
const RADIANS_PER_PIXEL = 0.005;
const METRES_PER_WHEEL = 0.004;
/** For each pixel that two fingers part. */
const METRES_PER_PIXEL = 0.012;
const MAX_PITCH = 1.3;
/** Radians a second. */
const TURN_SPEED = 1.6;

/** Parts of a walk: ahead and to the right along the floor, to the left and up with the head. */
const MOTIONS = {
  ahead: [1, 0, 0, 0],
  back: [-1, 0, 0, 0],
  stepLeft: [0, -1, 0, 0],
  stepRight: [0, 1, 0, 0],
  turnLeft: [0, 0, 1, 0],
  turnRight: [0, 0, -1, 0],
  lookUp: [0, 0, 0, 1],
  lookDown: [0, 0, 0, -1],
} as const;
/** One of `MOTIONS`. */
export type WalkMotion = keyof typeof MOTIONS;

/** By the key's place on the keyboard. */
const KEYS: Readonly<Record<string, WalkMotion>> = {
  KeyW: 'ahead',
  KeyS: 'back',
  KeyA: 'stepLeft',
  KeyD: 'stepRight',
};

/** Walks a camera through the house as a person would, up to walls and furniture: drag to look; W A S D, the wheel or two fingers to walk. */
export class WalkControls {
  /** Of the house that is walked through; null while there is none. */
  floor: FreeFloor | null = null;
  readonly #camera: PerspectiveCamera;
  readonly #canvas: HTMLElement;
  readonly #onChange: () => void;
  readonly #held = new Set<WalkMotion>();
  /** Where the mouse or each finger is that is down on the picture, pixels. */
  readonly #pointers = new Map<number, Vec2>();
  readonly #listeners = new AbortController();
  #isOn = false;
  #isRunning = false;
  #yaw = 0;
  #pitch = 0;

  /** @param onChange hears that the camera has moved or is about to */
  constructor(camera: PerspectiveCamera, canvas: HTMLElement, onChange: () => void) {
    this.#camera = camera;
    this.#canvas = canvas;
    this.#onChange = onChange;
    const { signal } = this.#listeners;
    canvas.addEventListener('pointerdown', (event) => this.#touch(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.#drag(event), { signal });
    // Also of a pointer that was let go or taken away.
    canvas.addEventListener('lostpointercapture', ({ pointerId }) => this.#pointers.delete(pointerId), { signal });
    canvas.addEventListener('wheel', (event) => this.#wheel(event), { signal });
    addEventListener('keydown', (event) => this.#press(event), { signal });
    addEventListener('keyup', ({ code }) => this.release(KEYS[code]), { signal });
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
    this.#pointers.clear();
  }

  /** Goes on so until `release`; at a run if so. */
  hold(motion: WalkMotion, isRunning = false): void {
    this.#isRunning = isRunning;
    this.#held.add(motion);
    this.#onChange();
  }

  release(motion: WalkMotion): void {
    this.#held.delete(motion);
  }

  /** Walks on; true while a motion is held. */
  advance(seconds: number): boolean {
    if (!this.#isOn || this.#held.size === 0) return false;
    const speed = this.#isRunning ? SPEED.run : SPEED.walk;
    const [ahead, right, left, up] = [0, 1, 2, 3].map((axis) =>
      [...this.#held].reduce((sum, motion) => sum + MOTIONS[motion][axis], 0),
    );
    const length = (speed * seconds) / Math.max(1, Math.hypot(ahead, right));
    this.#walk(ahead * length, right * length);
    this.turnBy(left * TURN_SPEED * seconds, up * TURN_SPEED * seconds);
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
    const { position } = this.#camera;
    const way: Vec2 = [-ahead * sin + right * cos, -ahead * cos - right * sin];
    const [x, z] = this.floor?.walk([position.x, position.z], way) ?? [position.x, position.z];
    position.set(x, EYE_HEIGHT, z);
  }

  #touch({ pointerId, clientX, clientY }: PointerEvent): void {
    if (!this.#isOn) return;
    this.#canvas.setPointerCapture(pointerId);
    this.#pointers.set(pointerId, [clientX, clientY]);
  }

  #drag({ pointerId, clientX, clientY }: PointerEvent): void {
    const before = this.#pointers.get(pointerId);
    if (!this.#isOn || !before) return;
    const spread = this.#spread();
    this.#pointers.set(pointerId, [clientX, clientY]);
    if (this.#pointers.size > 1) this.walkBy((this.#spread() - spread) * METRES_PER_PIXEL);
    else this.turnBy((clientX - before[0]) * RADIANS_PER_PIXEL, (clientY - before[1]) * RADIANS_PER_PIXEL);
  }

  /** How far apart the first two fingers are, pixels. */
  #spread(): number {
    const [a, b = a] = this.#pointers.values();
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  #wheel(event: WheelEvent): void {
    if (!this.#isOn) return;
    event.preventDefault();
    this.walkBy(-event.deltaY * METRES_PER_WHEEL);
  }

  #press(event: KeyboardEvent): void {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
    if (!this.#isOn || isTyping || event.ctrlKey || event.metaKey || !Object.hasOwn(KEYS, event.code)) return;
    this.hold(KEYS[event.code], event.shiftKey);
  }

  #turn(): void {
    this.#camera.rotation.set(this.#pitch, this.#yaw, 0, 'YXZ');
    this.#onChange();
  }
}
