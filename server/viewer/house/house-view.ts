import {
  NeutralToneMapping,
  PCFShadowMap,
  PerspectiveCamera,
  Scene as DrawScene,
  Vector3,
  WebGPURenderer,
} from 'three/webgpu';
import type { Group } from 'three/webgpu';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { EpisodeSpec } from '../../../env/env.ts';
import type { Pose, Vec2 } from '../../../env/geometry.ts';
import { wrapAngle } from '../../../env/geometry.ts';
import type { House } from '../../../env/house.ts';
import { buildScene } from '../../../env/rendering/scene.ts';
import { library } from '../../../scenes/library.ts';
import { Daylight } from './daylight.ts';
import { createGoalMarkers, disposeMarkers, goalPoints } from './goal-markers.ts';
import { Ground } from './ground.ts';
import { HouseMesh } from './house-mesh.ts';
import { Robot } from './robot.ts';
import { createSurfaceMaterial } from './surface-material.ts';
import { TrailRibbon } from './trail-ribbon.ts';

const FOV_DEG = 32;
/** The first look at a house comes from the front right, high enough to see over cut walls. */
const VIEW_DIRECTION = new Vector3(0.42, 1, 0.85).normalize();
/** Kept free above and below for what is written over the picture. */
const CAPTION_PIXELS = 80;
const MAX_PIXEL_RATIO = 2;
const MIN_PIXEL_RATIO = 0.6;
/** Slower frames than this make the picture coarser. */
const SLOW_FRAME_MS = 70;
/** Slower frames than this leave shadows where they are while things move. */
const SHADOW_FRAME_MS = 30;

/** The house in 3D with the agent in it; draws only when something changes. */
export class HouseView {
  readonly #renderer: WebGPURenderer;
  readonly #canvas: HTMLCanvasElement;
  readonly #scene = new DrawScene();
  readonly #camera = new PerspectiveCamera(FOV_DEG, 1, 0.1, 200);
  readonly #controls: OrbitControls;
  readonly #daylight = new Daylight();
  readonly #sun = this.#daylight.sun;
  readonly #ground = new Ground();
  readonly #material = createSurfaceMaterial();
  readonly #robot = new Robot();
  readonly #trail = new TrailRibbon();
  readonly #resize: ResizeObserver;
  #house: HouseMesh | null = null;
  #shown = '';
  #bounds: readonly [number, number, number, number] = [-3, -3, 3, 3];
  #height = 2.5;
  #markers: Group | null = null;
  #from: Pose | null = null;
  #to: Pose | null = null;
  #movedAt = 0;
  #moveMs = 200;
  #isFollowing = false;
  #frame = 0;
  #drawnAt = 0;
  #pixelRatio = Math.min(MAX_PIXEL_RATIO, devicePixelRatio);
  #slowness = 0;
  #areShadowsOld = true;

  private constructor(canvas: HTMLCanvasElement, renderer: WebGPURenderer) {
    this.#canvas = canvas;
    this.#renderer = renderer;
    renderer.toneMapping = NeutralToneMapping;
    renderer.toneMappingExposure = 1.02;
    renderer.shadowMap.enabled = true;
    renderer.shadowMap.type = PCFShadowMap;
    this.#robot.group.visible = false;
    this.#scene.add(
      this.#daylight.sky,
      this.#sun,
      this.#sun.target,
      this.#ground.mesh,
      this.#robot.group,
      this.#trail.mesh,
    );
    this.#controls = new OrbitControls(this.#camera, canvas);
    this.#controls.enableDamping = true;
    this.#controls.dampingFactor = 0.12;
    this.#controls.maxPolarAngle = 1.35;
    this.#controls.minDistance = 2;
    this.#controls.addEventListener('change', () => this.#invalidate());
    this.#controls.addEventListener('start', () => (this.#drawnAt = performance.now()));
    this.#resize = new ResizeObserver(() => this.#fitCanvas());
    this.#resize.observe(canvas);
    this.fit();
  }

  /**
   * Draws by WebGPU where the browser has it in hardware, else by WebGL 2: a software WebGPU is slower than a software
   * WebGL, and Chromium 143's loses its device at the first picture.
   *
   * @param onLost hears why the graphics device went away.
   * @throws Error in a browser that has neither.
   */
  static async create(canvas: HTMLCanvasElement, onLost: (reason: string) => void): Promise<HouseView> {
    const adapter = await navigator.gpu?.requestAdapter();
    const forceWebGL = !adapter || adapter.info.isFallbackAdapter;
    if (forceWebGL && !document.createElement('canvas').getContext('webgl2')) {
      throw new Error('this browser has neither WebGPU nor WebGL 2');
    }
    const renderer = new WebGPURenderer({ canvas, antialias: true, alpha: true, forceWebGL });
    renderer.onDeviceLost = ({ message }) => onLost(message);
    await renderer.init();
    return new HouseView(canvas, renderer);
  }

  /** Shows an episode's house and goals, empty of the agent until `setPose`; the view stays where it is in the same house. */
  setEpisode(house: House, episode: EpisodeSpec): void {
    this.#from = null;
    this.#to = null;
    if (this.#markers) {
      this.#scene.remove(this.#markers);
      disposeMarkers(this.#markers);
    }
    this.#markers = createGoalMarkers(goalPoints(house, episode));
    this.#scene.add(this.#markers);
    const shown = `${house.id} ${episode.category}`;
    if (shown !== this.#shown) this.#setHouse(house, episode.category);
    this.#shown = shown;
    this.#areShadowsOld = true;
    this.#invalidate();
  }

  /** The agent walks to this pose within so many milliseconds. */
  setPose(pose: Pose, moveMs: number): void {
    this.#from = this.#to ? this.#poseAt(performance.now()) : pose;
    this.#to = pose;
    this.#movedAt = performance.now();
    this.#moveMs = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : moveMs;
    this.#robot.group.visible = true;
    this.#areShadowsOld = true;
    this.#invalidate();
  }

  setMovables(poses: Float32Array): void {
    this.#house?.setMovables(poses);
    this.#invalidate();
  }

  /** Lets lamps and screens shine: one number an object of the house, 1 on or 0 off. */
  setSwitches(on: Uint8Array): void {
    this.#house?.setSwitches(on);
    this.#invalidate();
  }

  setTrail(trail: readonly Vec2[]): void {
    this.#trail.setPoints(trail);
    this.#invalidate();
  }

  /** Keeps the agent in the middle, or lets the view rest. */
  follow(isFollowing: boolean): void {
    this.#isFollowing = isFollowing;
    if (!isFollowing) return this.fit();
    this.#camera.position.sub(this.#controls.target).setLength(7).add(this.#controls.target);
    this.#invalidate();
  }

  /** Brings the whole house into view. */
  fit(): void {
    const [x0, z0, x1, z1] = this.#bounds;
    const target = new Vector3((x0 + x1) / 2, this.#height / 4, (z0 + z1) / 2);
    const forward = VIEW_DIRECTION.clone().negate();
    const right = new Vector3().crossVectors(forward, new Vector3(0, 1, 0)).normalize();
    const up = new Vector3().crossVectors(right, forward);
    const slope = Math.tan((FOV_DEG * Math.PI) / 360);
    const slopeY = slope * Math.max(0.5, 1 - (2 * CAPTION_PIXELS) / Math.max(1, this.#canvas.clientHeight));
    const slopeX = slope * this.#camera.aspect * 0.94;
    // As near as every corner of the house allows.
    let distance = 4;
    for (const x of [x0, x1]) {
      for (const z of [z0, z1]) {
        for (const y of [0, this.#height]) {
          const corner = new Vector3(x, y, z).sub(target);
          const needed = Math.max(Math.abs(corner.dot(right)) / slopeX, Math.abs(corner.dot(up)) / slopeY);
          distance = Math.max(distance, needed - corner.dot(forward));
        }
      }
    }
    this.#controls.target.copy(target);
    this.#camera.position.copy(target).addScaledVector(VIEW_DIRECTION, distance);
    this.#controls.maxDistance = distance * 2.5;
    this.#controls.update();
    this.#invalidate();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    this.#controls.dispose();
    this.#house?.dispose();
    this.#renderer.dispose();
  }

  #setHouse(house: House, goal: string | null): void {
    const scene = buildScene(house, library);
    if (this.#house) {
      this.#scene.remove(this.#house.group);
      this.#house.dispose();
    }
    this.#house = new HouseMesh(house, scene, library, this.#material, goal);
    this.#scene.add(this.#house.group);
    this.#daylight.setTime(house.timeOfDay ?? 'Day');
    this.#bounds = scene.bounds;
    this.#height = scene.ceilingHeight;
    this.#daylight.cover(scene.bounds);
    this.#ground.setBounds(scene.bounds);
    this.fit();
  }

  #fitCanvas(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    const before = this.#camera.aspect;
    this.#camera.aspect = clientWidth / clientHeight;
    this.#camera.updateProjectionMatrix();
    this.#renderer.setPixelRatio(this.#pixelRatio);
    this.#renderer.setSize(clientWidth, clientHeight, false);
    if (Math.abs(before - this.#camera.aspect) > 0.01 && !this.#isFollowing) this.fit();
    this.#invalidate();
  }

  #invalidate(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#draw(now));
  }

  #draw(now: number): void {
    const elapsed = Math.min(100, now - this.#drawnAt);
    const isContinuing = now - this.#drawnAt < 500;
    this.#drawnAt = now;
    this.#frame = 0;
    if (isContinuing) this.#adaptTo(elapsed);

    let isMoving = false;
    if (this.#to) {
      const pose = this.#poseAt(now);
      this.#robot.setPose(pose);
      isMoving = now - this.#movedAt < this.#moveMs;
      if (this.#isFollowing) this.#moveTarget(pose, elapsed / 1000);
    }
    if (this.#house?.lookFrom(this.#camera.position, elapsed / 1000)) {
      isMoving = true;
      this.#areShadowsOld = true;
    }
    // Where drawing is slow, shadows follow when the movement has ended.
    this.#sun.shadow.needsUpdate = this.#areShadowsOld && (!isMoving || this.#slowness < SHADOW_FRAME_MS);
    this.#areShadowsOld = isMoving;
    this.#controls.update();
    void this.#renderer.render(this.#scene, this.#camera);
    if (isMoving) this.#invalidate();
  }

  /** A machine that draws slowly gets a coarser picture rather than a stuttering one. */
  #adaptTo(frameMs: number): void {
    this.#slowness = 0.9 * this.#slowness + 0.1 * frameMs;
    if (this.#slowness < SLOW_FRAME_MS || this.#pixelRatio <= MIN_PIXEL_RATIO) return;
    this.#slowness = 0;
    this.#pixelRatio = Math.max(MIN_PIXEL_RATIO, this.#pixelRatio * 0.8);
    this.#fitCanvas();
  }

  #moveTarget(pose: Pose, seconds: number): void {
    const wanted = new Vector3(pose.position[0], 0.3, pose.position[2]);
    const shift = wanted.sub(this.#controls.target).multiplyScalar(1 - 0.02 ** seconds);
    this.#controls.target.add(shift);
    this.#camera.position.add(shift);
  }

  #poseAt(now: number): Pose {
    const [from, to] = [this.#from, this.#to];
    if (!from || !to) throw new Error('HouseView: no pose was set.');
    const t = this.#moveMs === 0 ? 1 : Math.min(1, Math.max(0, (now - this.#movedAt) / this.#moveMs));
    const smooth = t * t * (3 - 2 * t);
    const mix = (a: number, b: number): number => a + (b - a) * smooth;
    return {
      position: [
        mix(from.position[0], to.position[0]),
        mix(from.position[1], to.position[1]),
        mix(from.position[2], to.position[2]),
      ],
      yaw: from.yaw + wrapAngle(to.yaw - from.yaw) * smooth,
      pitch: mix(from.pitch, to.pitch),
    };
  }
}
