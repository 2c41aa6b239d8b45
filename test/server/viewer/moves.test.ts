import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OBJECT_ACTIONS } from '../../../env/interaction/actions.ts';
import type { Move } from '../../../server/viewer/moves.ts';
import { readMoves, writeMoves } from '../../../server/viewer/moves.ts';

const target = fc.string({ maxLength: 12 }).filter((text) => !text.includes(')'));
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.constant<Move>('agent'),
  fc.integer({ min: 0, max: 5 }),
  fc.record({ action: fc.constantFrom(...OBJECT_ACTIONS), target }),
);

test('moves are written as short text', () => {
  expect(writeMoves(['agent', 'agent', 1, 2, { action: 'Open', target: 'Fridge' }])).toBe('a2fl(Open~Fridge)');
});

test('what was written is read back', () => {
  fc.assert(
    fc.property(fc.array(move), (moves) => {
      expect(readMoves(writeMoves(moves))).toEqual(moves);
    }),
  );
});

test.each(['x', 'a2b', '(Dance~Fridge)', 'a999999999'])('"%s" is refused', (text) => {
  expect(readMoves(text)).toBeNull();
});
