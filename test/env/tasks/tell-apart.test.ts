import { describe, expect, it } from 'vitest';
import { Rng } from '../../../env/random.ts';
import { tellApart } from '../../../env/tasks/tell-apart.ts';
import { library } from '../../../scenes/library.ts';
import { makeObject, twoRoomHouse } from '../small-house.ts';

const rng = new Rng('test/tell-apart');

function sofa(x: number, changes: Parameters<typeof makeObject>[3] & { readonly wide?: number } = {}) {
  const { wide = 1.6, ...options } = changes;
  return makeObject('Sofa', [x, 0.4, 2], [wide, 0.8, 0.8], options);
}

function wordsFor(target: ReturnType<typeof sofa>, ...others: readonly ReturnType<typeof sofa>[]): string | null {
  const house = twoRoomHouse({ objects: [target, ...others] });
  return tellApart({ target, others, house, library }, 'sofa', rng);
}

const blue = [0.15, 0.3, 0.7] as const;
const red = [0.7, 0.12, 0.1] as const;

describe('tellApart', () => {
  it('tells by colour', () => {
    expect(wordsFor(sofa(1, { color: blue }), sofa(3, { color: red }))).toBe('the blue sofa, not the red one');
  });

  it('tells by the room', () => {
    expect(wordsFor(sofa(1), sofa(6))).toBe('the sofa in the living room');
  });

  it('tells by size', () => {
    expect(wordsFor(sofa(1, { wide: 0.7 }), sofa(3))).toBe('the small sofa, not the big one');
  });

  it('has no words for twins', () => {
    expect(wordsFor(sofa(1, { color: blue }), sofa(3, { color: blue }))).toBeNull();
  });

  it('has no words for colours that two of three share', () => {
    expect(wordsFor(sofa(1, { color: blue }), sofa(2, { color: red }), sofa(3, { color: blue }))).toBeNull();
  });

  it('has no words for sizes that are nearly the same', () => {
    expect(wordsFor(sofa(1, { wide: 1.4 }), sofa(3))).toBeNull();
  });
});
