import { NeutralToneMapping, PCFShadowMap, PerspectiveCamera, Scene as DrawScene, Vector3 } from 'three/webgpu';
import type { Group, WebGPURenderer } from 'three/webgpu';
import type { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { EpisodeSpec } from '../../../env/env.ts';
import type { Pose, Vec2 } from '../../../env/geometry.ts';
import type { House } from '../../../env/house.ts';
import { buildScene } from '../../../env/rendering/scene.ts';
import { library } from '../../../scenes/library.ts';
import { shadeBitByBit } from './corner-shading.ts';
import { Daylight } from './daylight.ts';
import { FrameBudget } from './frame-budget.ts';
import { FreeFloor } from './free-floor.ts';
import { frameHouse } from './framing.ts';
import { createGoalMarkers, disposeMarkers, goalPoints } from './goal-markers.ts';
import { Ground } from './ground.ts';
import { HouseMesh } from './house-mesh.ts';
import { openRenderer, type OpenedRenderer } from './open-renderer.ts';
import { createOrbit } from './orbit.ts';
import { Sharpness } from './sharpness.ts';
import { createSurfaceMaterial } from './surface-material.ts';
import { WalkControls, type WalkMotion } from './walk-controls.ts';
import { Walker } from './walker.ts';

/** `orbit` looks at the house from outside, `follow` keeps the agent in the middle, `walk` goes through the rooms. */
export type ViewMode = 'orbit' | 'follow' | 'walk';

const FOV_DEG = { outside: 32, walking: 72 } as const;
const FOLLOW_DISTANCE = 7;
/** One notch nearer: what part of the way is left, and when walking how far that is, metres. */
const ZOOM = 0.9;
const STRIDE = 0.25;
const COLORS = { agent: 0x1f9a94, rival: 0xb25aaa } as const;

/** The house in 3D with the agents in it; draws only when something changes. */
export class HouseView {
  /** Hears of every picture just after it was drawn. */
  onDrawn: ((canvas: HTMLCanvasElement) => void) | null = null;
  readonly #renderer: WebGPURenderer;
  readonly #canvas: HTMLCanvasElement;
  readonly #scene = new DrawScene();
  readonly #camera = new PerspectiveCamera(FOV_DEG.outside, 1, 0.05, 200);
  readonly #controls: OrbitControls;
  readonly #walk: WalkControls;
  readonly #daylight = new Daylight();
  readonly #ground = new Ground();
  readonly #material = createSurfaceMaterial();
  readonly #walkers = { agent: new Walker(COLORS.agent), rival: new Walker(COLORS.rival) };
  readonly #resize: ResizeObserver;
  readonly #budget: FrameBudget;
  readonly #sharpness: Sharpness;
  #house: HouseMesh | null = null;
  #shownHouse: House | null = null;
  #shownCategory: string | null = null;
  /** Whoever walks begins here while there is no agent. */
  #start: Pose = { position: [0, 0, 0], yaw: 0, pitch: 0 };
  #bounds: readonly [number, number, number, number] = [-3, -3, 3, 3];
  #height = 2.5;
  #markers: Group | null = null;
  #mode: ViewMode = 'orbit';
  #hasWalls = false;
  #frame = 0;
  #stopShading = (): void => {};
  #drawnAt = 0;
  /** The last picture was not the last of a movement. */
  #goesOn = false;
  #areShadowsOld = true;

  private constructor(canvas: HTMLCanvasElement, { renderer, isSoftware }: OpenedRenderer) {
    this.#canvas = canvas;
    this.#renderer = renderer;
    this.#budget = new FrameBudget(isSoftware);
    this.#sharpness = new Sharpness(renderer, this.#budget, () => this.#render());
    renderer.toneMapping = NeutralToneMapping;
    renderer.toneMappingExposure = 1.02;
    renderer.shadowMap.enabled = true;
    renderer.shadowMap.type = PCFShadowMap;
    const { sky, sun } = this.#daylight;
    this.#scene.add(sky, sun, sun.target, this.#ground.mesh);
    this.#scene.add(this.#walkers.rival.group, this.#walkers.agent.group);
    this.#controls = createOrbit(this.#camera, canvas);
    this.#controls.addEventListener('change', () => this.#invalidate());
    this.#walk = new WalkControls(this.#camera, canvas, () => this.#invalidate());
    this.#resize = new ResizeObserver(() => this.#fitCanvas());
    this.#resize.observe(canvas);
    this.fit();
  }

  /**
   * @param onLost hears why the graphics device went away.
   * @throws Error in a browser that draws nothing in 3D.
   */
  static async create(canvas: HTMLCanvasElement, onLost: (reason: string) => void): Promise<HouseView> {
    const opened = await openRenderer(canvas);
    opened.renderer.onDeviceLost = ({ message }) => onLost(message);
    return new HouseView(canvas, opened);
  }

  /** Shows an episode's house and goals, empty of agents until `setAgent`; the view stays where it is in the same house. */
  setEpisode(house: House, episode: EpisodeSpec): void {
    for (const walker of Object.values(this.#walkers)) walker.goTo(null, [], 0);
    this.#start = episode.start;
    if (this.#markers) {
      this.#scene.remove(this.#markers);
      disposeMarkers(this.#markers);
    }
    this.#markers = createGoalMarkers(goalPoints(house, episode));
    this.#scene.add(this.#markers);
    if (house !== this.#shownHouse || episode.category !== this.#shownCategory) this.#setHouse(house, episode.category);
    this.#areShadowsOld = true;
    this.#invalidate();
  }

  /** An agent walks to this pose within so many milliseconds; with null it leaves. The trail is where it has been. */
  setAgent(who: 'agent' | 'rival', pose: Pose | null, trail: readonly Vec2[], moveMs: number): void {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#walkers[who].goTo(pose, trail, isStill ? 0 : moveMs);
    this.#areShadowsOld = true;
    this.#invalidate();
  }

  setMovables(poses: Float32Array): void {
    this.#house?.setMovables(poses);
    this.#walk.floor?.setMovables(poses);
    this.#invalidate();
  }

  /** Lets lamps and screens shine: one number an object of the house, 1 on or 0 off. */
  setSwitches(on: Uint8Array): void {
    this.#house?.setSwitches(on);
    this.#invalidate();
  }

  /** Lets all walls stand, or cuts those that are in the way. */
  setWalls(hasWalls: boolean): void {
    this.#hasWalls = hasWalls;
    this.#openHouse();
  }

  setMode(mode: ViewMode): void {
    const wasWalking = this.#mode === 'walk';
    this.#mode = mode;
    this.#controls.enabled = mode !== 'walk';
    this.#camera.fov = mode === 'walk' ? FOV_DEG.walking : FOV_DEG.outside;
    this.#camera.updateProjectionMatrix();
    if (mode === 'walk') this.#walk.enter(this.#walkers.agent.poseAt(performance.now()) ?? this.#start);
    else this.#walk.leave();
    if (mode === 'orbit' || wasWalking) this.fit();
    if (mode === 'follow') {
      this.#camera.position.sub(this.#controls.target).setLength(FOLLOW_DISTANCE).add(this.#controls.target);
    }
    this.#openHouse();
  }

  /** Brings the whole house into view. */
  fit(): void {
    if (this.#mode === 'walk') return;
    const { clientHeight } = this.#canvas;
    const { target, position, distance } = frameHouse({
      bounds: this.#bounds,
      height: this.#height,
      fovDeg: FOV_DEG.outside,
      aspect: this.#camera.aspect,
      clientHeight,
    });
    this.#controls.target.copy(target);
    this.#camera.position.copy(position);
    this.#controls.maxDistance = distance * 2.5;
    this.#controls.update();
    this.#invalidate();
  }

  /** Turns the view about the house, or the head of whoever walks, radians. */
  turn(left: number, up: number): void {
    if (this.#mode === 'walk') return this.#walk.turnBy(left, up);
    this.#controls.rotateLeft(-left);
    this.#controls.rotateUp(up);
  }

  /** Brings the view nearer by so many notches, or farther where that is negative. */
  approach(notches: number): void {
    if (this.#mode === 'walk') return this.#walk.walkBy(notches * STRIDE);
    if (notches > 0) this.#controls.dollyIn(ZOOM ** notches);
    else this.#controls.dollyOut(ZOOM ** -notches);
  }

  /** Whoever walks goes on so while it is held. */
  steer(motion: WalkMotion, isHeld: boolean): void {
    if (this.#mode !== 'walk') return;
    if (isHeld) this.#walk.hold(motion);
    else this.#walk.release(motion);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#stopShading();
    this.#sharpness.dispose();
    this.#resize.disconnect();
    this.#controls.dispose();
    this.#walk.dispose();
    this.#house?.dispose();
    this.#renderer.dispose();
  }

  #setHouse(house: House, goal: string | null): void {
    const isSamePlace = house.id === this.#shownHouse?.id;
    const scene = buildScene(house, library);
    if (this.#house) {
      this.#scene.remove(this.#house.group);
      this.#house.dispose();
    }
    this.#house = new HouseMesh(house, scene, library, this.#material, goal);
    this.#walk.floor = new FreeFloor(house, library);
    this.#scene.add(this.#house.group);
    this.#shownHouse = house;
    this.#shownCategory = goal;
    this.#daylight.setTime(house.timeOfDay ?? 'Day');
    this.#bounds = scene.bounds;
    this.#height = scene.ceilingHeight;
    this.#daylight.cover(scene.bounds);
    this.#ground.setBounds(scene.bounds);
    this.#openHouse();
    if (!isSamePlace) this.fit();
    if (!isSamePlace && this.#mode === 'walk') this.#walk.enter(this.#start);
    this.#stopShading();
    this.#stopShading = shadeBitByBit(this.#house, () => this.#invalidate());
  }

  #openHouse(): void {
    const isWalking = this.#mode === 'walk';
    this.#house?.setWhole(isWalking || this.#hasWalls, isWalking);
    this.#areShadowsOld = true;
    this.#invalidate();
  }

  #fitCanvas(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    const before = this.#camera.aspect;
    this.#camera.aspect = clientWidth / clientHeight;
    this.#camera.updateProjectionMatrix();
    this.#renderer.setPixelRatio(this.#budget.pixelRatio);
    this.#renderer.setSize(clientWidth, clientHeight, false);
    if (Math.abs(before - this.#camera.aspect) > 0.01 && this.#mode === 'orbit') this.fit();
    this.#invalidate();
  }

  /** Draws the picture again as it is. */
  redraw(): void {
    this.#invalidate();
  }

  #invalidate(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#draw(now));
  }

  #draw(now: number): void {
    const frameMs = now - this.#drawnAt;
    const seconds = Math.min(100, frameMs) / 1000;
    this.#drawnAt = now;
    this.#frame = 0;
    if (this.#goesOn && this.#budget.spend(frameMs)) this.#fitCanvas();

    const { agent, rival } = this.#walkers;
    let isMoving = [agent.advance(now), rival.advance(now), this.#walk.advance(seconds)].includes(true);
    const pose = agent.poseAt(now);
    if (pose && this.#mode === 'follow') this.#moveTarget(pose, seconds);
    agent.hideFrom(this.#mode === 'walk' ? this.#camera.position : null);
    if (this.#house?.lookFrom(this.#camera.position, seconds)) {
      isMoving = true;
      this.#areShadowsOld = true;
    }
    // Where drawing is slow, shadows follow when the movement has ended.
    this.#daylight.sun.shadow.needsUpdate = this.#areShadowsOld && (!isMoving || this.#budget.affordsShadows);
    this.#areShadowsOld = isMoving;
    if (this.#mode !== 'walk') this.#controls.update();
    this.#sharpness.loosen();
    this.#render();
    if (isMoving) this.#invalidate();
    this.#goesOn = this.#frame !== 0;
    if (!this.#goesOn) this.#sharpness.sharpenSoon();
  }

  #render(): void {
    void this.#renderer.render(this.#scene, this.#camera);
    this.onDrawn?.(this.#canvas);
  }

  #moveTarget(pose: Pose, seconds: number): void {
    const wanted = new Vector3(pose.position[0], 0.3, pose.position[2]);
    const shift = wanted.sub(this.#controls.target).multiplyScalar(1 - 0.02 ** seconds);
    this.#controls.target.add(shift);
    this.#camera.position.add(shift);
  }
}
