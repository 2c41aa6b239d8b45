import { describe, expect, it } from 'vitest';
import { MOVE_FORWARD, TURN_LEFT } from '../../env/env.ts';
import { EpisodeTrace, combineTraces } from '../../env/trace.ts';
import { straightSpec } from './small-episode.ts';

describe('EpisodeTrace', () => {
  it('is 16 hexadecimal digits that change with every step', () => {
    const trace = new EpisodeTrace(straightSpec(), 'start');
    const hashes = [trace.hash];
    for (const state of ['a', 'a', 'b']) {
      trace.add(MOVE_FORWARD, state);
      hashes.push(trace.hash);
    }
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('tells episodes apart by what is asked, before any step', () => {
    const changes = [{}, { seed: 'x' }, { instruction: 'go' }, { goals: [[3.5, 0, 1.001] as const] }];
    const hashes = changes.map((change) => new EpisodeTrace(straightSpec(change), 'start').hash);
    expect(new Set(hashes).size).toBe(4);
  });

  it('tells actions apart that lead to the same state', () => {
    const [a, b] = [new EpisodeTrace(straightSpec(), 'start'), new EpisodeTrace(straightSpec(), 'start')];
    a.add(MOVE_FORWARD, 'same');
    b.add(TURN_LEFT, 'same');
    expect(a.hash).not.toBe(b.hash);
  });
});

describe('combineTraces', () => {
  it('depends on every hash and on their order', () => {
    expect(combineTraces(['aa', 'bb'])).toBe(combineTraces(['aa', 'bb']));
    expect(new Set([['aa', 'bb'], ['bb', 'aa'], ['aa'], []].map(combineTraces)).size).toBe(4);
  });
});
