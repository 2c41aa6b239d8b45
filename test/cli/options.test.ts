import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import {
  parseCount,
  parseCountList,
  parseFraction,
  parseHouseSeed,
  parseIntegerIn,
  parseList,
  parsePort,
  parseRooms,
  parseSeed,
  parseShard,
} from '../../cli/options.ts';
import type { OptionParser } from '../../cli/options.ts';

const letters = parseList(['a', 'b', 'c']);

/** What each parser makes of a text. */
const ACCEPTED: readonly (readonly [name: string, parser: OptionParser<unknown>, text: string, value: unknown])[] = [
  ['parseSeed', parseSeed, '0', 0],
  ['parseSeed', parseSeed, '9007199254740991', Number.MAX_SAFE_INTEGER],
  ['parseHouseSeed', parseHouseSeed, '7', '7'],
  ['parseHouseSeed', parseHouseSeed, '007', '7'],
  ['parseHouseSeed', parseHouseSeed, 'val/3', 'val/3'],
  ['parseHouseSeed', parseHouseSeed, 'style/0', 'style/0'],
  ['parseCount', parseCount, '12', 12],
  ['parseCountList', parseCountList, '1,64', [1, 64]],
  ['parseFraction', parseFraction, '0.1', 0.1],
  ['parseFraction', parseFraction, '.5', 0.5],
  ['parseFraction', parseFraction, '1', 1],
  ['parseIntegerIn', parseIntegerIn(16, 2048), '16', 16],
  ['parseRooms', parseRooms, '10', 10],
  ['parsePort', parsePort, '0', 0],
  ['parseShard', parseShard, '3/4', { index: 3, count: 4 }],
  ['parseList', letters, 'c,a', ['c', 'a']],
];

const REFUSED: readonly (readonly [name: string, parser: OptionParser<unknown>, text: string])[] = [
  ...['abc', '', '-1', '1.5', '1e3', '0x1f', ' 7', '9007199254740992', 'NaN'].map(
    (text) => ['parseSeed', parseSeed, text] as const,
  ),
  ...['vall/3', 'val/', 'val/x', '/3', 'val/3/4'].map((text) => ['parseHouseSeed', parseHouseSeed, text] as const),
  ...['0', '-2', 'many'].map((text) => ['parseCount', parseCount, text] as const),
  ...['1,,2', '1,0', '1, 2', ''].map((text) => ['parseCountList', parseCountList, text] as const),
  ...['0', '1.01', '-0.1', '10%', '.', ''].map((text) => ['parseFraction', parseFraction, text] as const),
  ...['15', '2049'].map((text) => ['parseIntegerIn', parseIntegerIn(16, 2048), text] as const),
  ...['0', '11'].map((text) => ['parseRooms', parseRooms, text] as const),
  ...['65536', 'http'].map((text) => ['parsePort', parsePort, text] as const),
  ...['4/4', '0/0', '1', '1/2/3', '-1/4', 'a/b'].map((text) => ['parseShard', parseShard, text] as const),
  ...['d', 'a,d', 'a,a', ''].map((text) => ['parseList', letters, text] as const),
];

describe('option parsers', () => {
  test.each(ACCEPTED)('%s reads %3$s', (_name, parser, text, value) => {
    expect(parser(text)).toEqual(value);
  });

  test.each(REFUSED)('%s refuses "%3$s"', (_name, parser, text) => {
    expect(() => parser(text)).toThrow(InvalidArgumentError);
  });
});
