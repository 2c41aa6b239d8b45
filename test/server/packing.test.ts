import { encode } from '@msgpack/msgpack';
import { expect, test } from 'vitest';
import { checkPacking } from '../../server/packing.ts';

test('whatever is packed passes', () => {
  const values = [0, 1, -1, -40, 200, 300, 70_000, 2 ** 40, -300, -70_000, -(2 ** 40), 0.5, null, true, false];
  const texts = ['', 'a'.repeat(31), 'a'.repeat(200), 'a'.repeat(300), 'a'.repeat(70_000)];
  const bins = [0, 200, 300, 70_000].map((length) => new Uint8Array(length));
  const map = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`key${i}`, i]));
  const wide = Array.from({ length: 70_000 }, () => 1);
  checkPacking(encode({ values, texts, bins, map, wide, few: [1, [2, { three: [] }]] }));
});

test.each([
  ['nothing', []],
  ['a list shorter than it claims', [0x93, 1, 2]],
  ['a list of 4 billion', [0xdd, 0xff, 0xff, 0xff, 0xff]],
  ['lists of 60,000 in one another', [...Array(5)].flatMap(() => [0xdc, 0xea, 0x60])],
  ['a text longer than the message', [0xd9, 200, 65]],
  ['a head that is cut off', [0xcd, 1]],
  ['a second value', [1, 2]],
  ['an extension', [0xd4, 1, 1]],
  ['deep nesting', Array(1000).fill(0x91)],
])('%s does not pass', (_, bytes) => {
  expect(() => checkPacking(Uint8Array.from(bytes))).toThrow(RangeError);
});
