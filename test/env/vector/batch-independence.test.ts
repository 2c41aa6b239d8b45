import { afterAll, describe, expect, it } from 'vitest';
import { type StepResult, MOVE_FORWARD, SENSORS, TURN_LEFT } from '../../../env/env.ts';
import { closeGpu, openGpu } from '../../../env/gpu.ts';
import { Hasher } from '../../../env/hash.ts';
import { VectorEnv, type VectorEnvOptions } from '../../../env/vector-env.ts';
import { drawnSource, openDrawn } from './small-supply.ts';

const EPISODES = ['a', 'bb', 'ccc'];
const SCRIPT = [TURN_LEFT, MOVE_FORWARD, TURN_LEFT];
const CAMERA = { width: 32, height: 24 };

const opened = await openGpu().then(
  (gpu) => ({ gpu: gpu.driver === 'hardware' ? undefined : gpu, reason: '(a real GPU promises no equal pictures)' }),
  (error: Error) => ({ gpu: undefined, reason: error.message }),
);

/** Hash of every array and number of an observation. */
function hashOf({ observation }: StepResult): string {
  const hasher = new Hasher();
  for (const sensor of SENSORS) hasher.addNumbers(observation[sensor] ?? []);
  return hasher.addNumbers([...observation.gps, observation.compass, observation.step]).digest();
}

/** Lives each episode in some environment of a batch, beside others; gives all hashes of each, by its seed. */
async function live(numEnvs: number, changes: Partial<VectorEnvOptions> = {}): Promise<Record<string, string[]>> {
  const options = { ...(await openDrawn()), source: drawnSource, gpu: opened.gpu, sensors: SENSORS, camera: CAMERA };
  const env = await VectorEnv.create({ ...options, numEnvs, layout: 'targets', ...changes });
  try {
    const hashes: Record<string, string[]> = {};
    for (const [i, seed] of EPISODES.entries()) {
      const own = (i * 3 + 2) % numEnvs;
      let results = await env.reset(
        Array.from({ length: numEnvs }, (_, slot) => (slot === own ? seed : `beside-${slot}`)),
      );
      hashes[seed] = [hashOf(results[own])];
      for (const action of SCRIPT) {
        // Its neighbours do something else, or nothing.
        results = await env.step(
          results.map((_, slot) => (slot === own ? action : slot % 3 === 0 ? MOVE_FORWARD : null)),
        );
        hashes[seed].push(hashOf(results[own]), env.viewAt(own).traceHash);
      }
    }
    return hashes;
  } finally {
    await env.close();
  }
}

describe.skipIf(opened.gpu === undefined)(`the frames of an episode ${opened.gpu ? '' : opened.reason}`, () => {
  afterAll(closeGpu);

  it('are the same alone and among any number of others, in any place, to the bit', async () => {
    const alone = await live(1);
    expect(new Set(Object.values(alone).flat()).size).toBe(EPISODES.length * (2 * SCRIPT.length + 1));
    expect(await live(3)).toEqual(alone);
    expect(await live(8)).toEqual(alone);
  });

  it('are the same when the worlds live in threads', async () => {
    expect(await live(3, { workers: 2 })).toEqual(await live(3));
  });
});
