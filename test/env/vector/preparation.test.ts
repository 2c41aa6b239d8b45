import { beforeAll, describe, expect, it } from 'vitest';
import { MOVE_FORWARD, STOP, TURN_LEFT } from '../../../env/env.ts';
import type { GeneratedEpisode } from '../../../env/episode.ts';
import { initNavigation } from '../../../env/navigation/navigation.ts';
import { buildScene } from '../../../env/rendering/scene.ts';
import { Preparation } from '../../../env/vector/preparation.ts';
import { type PreparedEpisode, prepareEpisode } from '../../../env/vector/prepared-episode.ts';
import { taskNamed } from '../../../env/tasks.ts';
import { WorldHost } from '../../../env/vector/world-host.ts';
import { VectorEnv } from '../../../env/vector-env.ts';
import { World } from '../../../env/world.ts';
import { openSmall, smallSource } from './small-supply.ts';

/** Prepares nothing until it is told to. */
class SlowPreparer {
  readonly asked: string[] = [];
  #finish: (prepared: PreparedEpisode | null) => void = () => {};

  prepare(seed: string): Promise<PreparedEpisode | null> {
    this.asked.push(seed);
    return new Promise((resolve) => (this.#finish = resolve));
  }

  /** Lets all that waits for it go on. */
  async finish(): Promise<void> {
    this.#finish(prepareEpisode(this.asked[this.asked.length - 1], openSmall()));
    await new Promise((resolve) => setTimeout(resolve));
  }

  async stop(): Promise<void> {}
}

beforeAll(initNavigation);

describe('Preparation', () => {
  it('prepares the soonest first, one at a time, and hands each out once', async () => {
    const preparer = new SlowPreparer();
    const preparation = new Preparation([preparer]);
    preparation.expect(['a', 'b']);
    expect(preparer.asked).toEqual(['a']);
    await preparer.finish();
    expect(preparer.asked).toEqual(['a', 'b']);
    expect((await preparation.take('a'))?.episode.spec.seed).toBe('a');
    expect(await preparation.take('a')).toBeNull();
  });

  it('does not wait for what nobody has begun with, nor begins with it later', async () => {
    const preparer = new SlowPreparer();
    const preparation = new Preparation([preparer]);
    preparation.expect(['a', 'b']);
    expect(await preparation.take('b')).toBeNull();
    await preparer.finish();
    expect(preparer.asked).toEqual(['a']);
  });

  it('drops what is no longer expected', async () => {
    const preparer = new SlowPreparer();
    const preparation = new Preparation([preparer]);
    preparation.expect(['a']);
    await preparer.finish();
    preparation.expect(['b']);
    expect(await preparation.take('a')).toBeNull();
  });

  it('leaves a failure to whoever begins the episode', async () => {
    const preparer = { prepare: () => Promise.reject(new Error('no')), stop: async () => {} };
    const preparation = new Preparation([preparer]);
    preparation.expect(['a', 'b']);
    expect(await preparation.take('a')).toBeNull();
  });
});

describe('prepareEpisode', () => {
  const { episodes, library } = openSmall();
  const peopled = (seed: string): GeneratedEpisode => {
    const episode = episodes(seed);
    return { ...episode, spec: { ...episode.spec, residents: 1 } };
  };

  it('draws the house that the episode will have, residents included', () => {
    const prepared = prepareEpisode('a', { episodes: peopled, library });
    const world = new World({ ...peopled('a'), library });
    expect(prepared?.scene).toEqual(buildScene(world.house, library));
    expect(prepared?.scene.things.some(({ category }) => category === 'Person')).toBe(true);
    world.dispose();
  });

  it('gives an episode that, carried over to another thread, goes the same way', () => {
    const carried = structuredClone(prepareEpisode('a', { episodes: peopled, library }));
    const hosts = [new WorldHost({ episodes: peopled, library }), new WorldHost({ episodes: peopled, library })];
    const traces = hosts.map((host, i) => {
      const { world } = host.begin(0, 'a', i === 0 ? null : carried);
      for (const command of [MOVE_FORWARD, TURN_LEFT, MOVE_FORWARD]) host.step(0, command);
      const { traceHash, measures } = world;
      host.dispose();
      return { traceHash, measures };
    });
    expect(traces[1]).toEqual(traces[0]);
  });

  it('leaves an episode with a task of its own to whoever begins it', () => {
    const judged = (seed: string): GeneratedEpisode => ({ ...episodes(seed), task: taskNamed('pointnav') });
    expect(prepareEpisode('a', { episodes: judged, library })).toBeNull();
  });
});

describe('VectorEnv with preparers', () => {
  it('gives the same as without', async () => {
    const live = async (preparers: number): Promise<unknown[]> => {
      const options = { ...openSmall(), source: smallSource, numEnvs: 2, autoreset: 'same-step' } as const;
      const env = await VectorEnv.create({ ...options, preparers });
      const seen: unknown[] = [await env.reset(['a', 'b'])];
      for (let i = 0; i < 4; i++) seen.push(await env.step([STOP, i % 2 === 0 ? STOP : null]), env.viewAt(0).traceHash);
      await env.close();
      return seen;
    };
    expect(await live(1)).toEqual(await live(0));
  });
});
