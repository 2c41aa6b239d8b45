import type { Agent, Observation } from '../env/env.ts';
import type { VectorEnv } from '../env/vector-env.ts';
import { type Recording, toMillimetres } from './recording.ts';

/**
 * Records one episode for each seed, `length` frames each, lived by agents of their own side by side.
 * Null when called off on the way.
 */
export async function recordEpisodes(
  env: VectorEnv,
  seeds: readonly string[],
  makeAgent: () => Agent,
  length: number,
  signal?: AbortSignal,
): Promise<Recording[] | null> {
  const slots = Array.from({ length: env.numEnvs }, (_, i) => seeds[i] ?? null);
  // An environment without an episode of its own holds another's, and waits.
  let results = await env.reset(slots.map((seed) => seed ?? seeds[0]));
  const drafts = seeds.map((seed, i) => {
    const { spec, house } = env.viewAt(i);
    const agent = makeAgent();
    agent.reset(seed);
    return new Draft(agent, { seed, house: spec.house, numRooms: house.rooms.length, instruction: spec.instruction });
  });
  drafts.forEach((draft, i) => draft.add(results[i].observation));
  for (let step = 1; step < length; step++) {
    if (signal?.aborted) return null;
    const acting = slots.map((seed, i) => (seed === null ? null : drafts[i].act(results[i].observation)));
    results = await env.step(await Promise.all(acting));
    drafts.forEach((draft, i) => draft.add(results[i].observation));
  }
  return drafts.map((draft) => draft.finish());
}

type Facts = Pick<Recording, 'seed' | 'house' | 'numRooms' | 'instruction'>;

/** A recording while it grows. */
class Draft {
  readonly #frames: Observation[] = [];
  readonly #actions: number[] = [];

  constructor(
    readonly agent: Agent,
    readonly facts: Facts,
  ) {}

  add(observation: Observation): void {
    this.#frames.push(observation);
  }

  async act(observation: Observation): Promise<number> {
    const action = await this.agent.act(observation);
    this.#actions.push(action);
    return action;
  }

  finish(): Recording {
    const frames = this.#frames;
    const [{ width, height }] = frames;
    const size = width * height;
    const rgb = new Uint8Array(frames.length * size * 3);
    const depth = new Uint16Array(frames.length * size);
    const semantic = new Uint8Array(frames.length * size);
    frames.forEach((frame, t) => {
      rgb.set(frame.rgb ?? [], t * size * 3);
      depth.set(toMillimetres(frame.depth ?? new Float32Array()), t * size);
      semantic.set(frame.semantic ?? [], t * size);
    });
    return {
      ...this.facts,
      width,
      height,
      rgb,
      depth,
      semantic,
      actions: Uint8Array.from(this.#actions),
      // In the frame of the start: x to the right, z backwards.
      poses: Float32Array.from(frames.flatMap(({ gps, compass, pitch }) => [-gps[1], -gps[0], compass, pitch])),
      collided: Uint8Array.from(frames.slice(1), (frame) => Number(frame.collided)),
    };
  }
}
