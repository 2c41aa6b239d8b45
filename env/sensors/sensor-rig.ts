import type { Frame, Observation, SensorName } from '../env.ts';
import { wrapAngle } from '../geometry.ts';
import { Rng } from '../random.ts';
import type { SensorSuite } from './sensor-suite.ts';
import { findBoundingBoxes } from './bounding-boxes.ts';
import { LocalMap } from './local-map.ts';
import { addColorNoise, addRedwoodNoise } from './picture-noise.ts';
import { takeReadings } from './sensor.ts';

/** What an agent knows besides its pictures. */
export type Proprioception = Omit<Observation, keyof Frame>;

/** The senses of one agent in one episode: turns what is so into what it is given, step by step. */
export class SensorRig {
  readonly #suite: SensorSuite;
  readonly #rng: Rng;
  readonly #map: LocalMap | null;
  #firstPointGoal: Observation['pointGoal'] | undefined;

  /** `eyeHeight` is the agent's own, metres; `seed` is the episode's. */
  constructor(suite: SensorSuite, eyeHeight: number, seed: string) {
    const { camera, mount = {}, map } = suite;
    this.#suite = suite;
    this.#rng = new Rng(`${seed}/sensors`);
    const eye = { ...camera, eyeHeight: mount.height ?? eyeHeight, tilt: mount.tilt ?? 0 };
    this.#map = map ? new LocalMap(map, eye) : null;
  }

  /** `frame` holds every channel of `channelsOf`. */
  sense(frame: Frame, truth: Proprioception): Observation {
    const { sensors, boxes, own } = this.#suite;
    const { step } = truth;
    const felt = this.#feel(truth);
    const depth = frame.depth && this.#depth(frame.depth, frame, step);
    const rgb = frame.rgb && this.#color(frame.rgb, step);
    const isExact = rgb === frame.rgb && depth === frame.depth;
    const seen: Frame = isExact ? frame : { ...frame, ...(rgb && { rgb }), ...(depth && { depth }) };
    const observation: Observation = {
      ...felt,
      ...pickChannels(seen, sensors),
      ...(boxes && { boxes: findBoundingBoxes(frame) }),
      ...(this.#map && depth && { map: this.#draw(this.#map, depth, felt) }),
    };
    if (!own) return observation;
    return { ...observation, readings: takeReadings(own, { ...observation, ...seen }, this.#chance(step, 'own')) };
  }

  #feel(truth: Proprioception): Proprioception {
    const { odometry = true, noise: { gps = 0, compass = 0 } = {} } = this.#suite;
    this.#firstPointGoal ??= truth.pointGoal;
    if (!odometry) return { ...truth, gps: [0, 0], compass: 0, pointGoal: this.#firstPointGoal };
    if (gps === 0 && compass === 0) return truth;
    const rng = this.#chance(truth.step, 'odometry');
    const [forward, left] = truth.gps;
    return {
      ...truth,
      gps: [forward + gps * rng.normal(), left + gps * rng.normal()],
      compass: wrapAngle(truth.compass + compass * rng.normal()),
    };
  }

  #color(rgb: Uint8Array, step: number): Uint8Array {
    const { rgb: intensity = 0 } = this.#suite.noise ?? {};
    return intensity > 0 ? addColorNoise(rgb, intensity, this.#chance(step, 'rgb')) : rgb;
  }

  #depth(depth: Float32Array, size: Pick<Frame, 'width' | 'height'>, step: number): Float32Array {
    const { noise: { depth: multiplier = 0 } = {}, depthRange } = this.#suite;
    const measured = multiplier > 0 ? addRedwoodNoise(depth, size, multiplier, this.#chance(step, 'depth')) : depth;
    if (depthRange === undefined) return measured;
    const [near, far] = depthRange;
    return measured.map((metres) => Math.min(far, Math.max(near, metres)));
  }

  /** What one sense is left to chance in one step. */
  #chance(step: number, sense: string): Rng {
    return this.#rng.child(step).child(sense);
  }

  #draw(map: LocalMap, depth: Float32Array, felt: Proprioception): Uint8Array {
    map.observe(depth, felt, this.#suite.depthRange?.[1] ?? Infinity);
    return map.around(felt);
  }
}

/** A frame of these channels alone. */
function pickChannels(frame: Frame, channels: readonly SensorName[]): Frame {
  const { width, height } = frame;
  return { width, height, ...Object.fromEntries(channels.map((channel) => [channel, frame[channel]])) };
}
