import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkEnv } from '../../env/check-env.ts';
import type { Env, StepResult } from '../../env/env.ts';
import { HouseEnv } from '../../env/house-env.ts';
import { straightEpisode } from './small-episode.ts';
import { boxLibrary } from './small-house.ts';

let real: HouseEnv;

/** The real environment with some results bent. */
function bend(change: (result: StepResult) => StepResult): Env {
  return {
    reset: async (seed) => change(await real.reset(seed)),
    step: async (command) => change(await real.step(command)),
    get traceHash() {
      return real.traceHash;
    },
    get house() {
      return real.house;
    },
    get episode() {
      return real.episode;
    },
    close: () => real.close(),
  };
}

function withObservation(result: StepResult, changes: object): StepResult {
  return { ...result, observation: { ...result.observation, ...changes } };
}

const LIES: [what: string, error: RegExp, change: (result: StepResult) => StepResult][] = [
  ['forgets to count', /step count after 1/, (result) => withObservation(result, { step: 0 })],
  ['has a hole in its measures', /spl is NaN/, (r) => ({ ...r, measures: { ...r.measures, spl: NaN } })],
  ['loses its way', /odometry/, (result) => withObservation(result, { gps: [NaN, 0] })],
  ['invents a category', /objectGoal is 1000/, (result) => withObservation(result, { objectGoal: 1000 })],
  ['keeps its reasons to itself', /could not be done is object/, (r) => withObservation(r, { error: null })],
  ['never ends', /terminated after stop is false, expected true/, (result) => ({ ...result, terminated: false })],
  ['shows a picture nobody asked for', /rgb is true/, (r) => withObservation(r, { rgb: new Uint8Array(3) })],
];

describe('checkEnv', () => {
  beforeAll(async () => {
    real = await HouseEnv.create({ episodes: straightEpisode, library: boxLibrary });
  });
  afterAll(() => real.close());

  it.each(LIES)('catches an environment that %s', async (_, error, change) => {
    await expect(checkEnv(bend(change), { seed: 'lie', sensors: [] })).rejects.toThrow(error);
  });

  it('catches an environment that is not the same twice', async () => {
    let calls = 0;
    const drifting = bend((result) => ({
      ...result,
      reward: result.reward === 0 ? 0 : result.reward + ++calls * 1e-9,
    }));
    await expect(checkEnv(drifting, { seed: 'drift', sensors: [] })).rejects.toThrow(/on the second run/);
  });

  it('catches a missing sensor', async () => {
    await expect(checkEnv(real, { seed: 'blind', sensors: ['depth'] })).rejects.toThrow(
      /presence of depth is false, expected true/,
    );
  });
});
