import { PHYSICS_LEVELS } from '../../env/env.ts';
import type { EpisodeRequest } from '../client-message.ts';
import { SPLITS, TASKS } from '../protocol.ts';
import { readMoves, writeMoves } from './moves.ts';
import type { Move } from './moves.ts';
import { unpackHouse } from './packed-house.ts';
import type { Opening, RecordedAs } from './watching.ts';

/** The same as `readPermalink`, with the house that the address brings. @throws UsageError when that is damaged */
export async function readWholePermalink(hash: string): Promise<Opening | null> {
  const opening = readPermalink(hash);
  const packed = new URLSearchParams(hash.slice(1)).get('house');
  return opening && packed ? { ...opening, house: await unpackHouse(packed) } : opening;
}

/** The episode that an address's fragment names, `#seed=7&episode=0&…` or `#run=…&episode=…`; null when it names none. */
export function readPermalink(hash: string): Opening | null {
  const fields = new URLSearchParams(hash.slice(1));
  const moves = readMoves(fields.get('moves') ?? '') ?? [];
  const request = readRecordedAs(fields) ?? readRequest(fields);
  return request && { request, moves, play: moves.length === 0 };
}

function readRecordedAs(fields: URLSearchParams): RecordedAs | null {
  const [run, episode] = [fields.get('run'), fields.get('episode')];
  return run && episode ? { run, episode } : null;
}

function readRequest(fields: URLSearchParams): EpisodeRequest | null {
  const seed = wholeNumber(fields.get('seed'));
  const agent = fields.get('agent');
  if (seed === null || !agent) return null;
  return {
    seed,
    agent,
    episode: wholeNumber(fields.get('episode')) ?? 0,
    split: SPLITS.find((name) => name === fields.get('split')) ?? 'val',
    task: TASKS.find((name) => name === fields.get('task')) ?? 'objectnav',
    level: PHYSICS_LEVELS.find((name) => name === fields.get('level')) ?? 'rigid',
    ...optional('rooms', wholeNumber(fields.get('rooms'))),
    ...optional('residents', wholeNumber(fields.get('residents'))),
    ...optional('instruction', fields.get('instruction')),
    ...optional('ownHouse', fields.get('house') ? true : null),
  };
}

/** What an address names. */
export interface Named {
  readonly request: EpisodeRequest | RecordedAs;
  /** With them, this very moment of the episode. */
  readonly moves?: readonly Move[];
  /** A house of one's own, as `packHouse` wrote it. */
  readonly house?: string | null;
}

/** The fragment that names an episode. A token in the address before stays. */
export function writePermalink({ request, moves = [], house }: Named, before = ''): string {
  const token = new URLSearchParams(before.slice(1)).get('token');
  const fields = new URLSearchParams(token === null ? {} : { token });
  const { ownHouse, ...rest } = { ownHouse: false, ...request };
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) fields.set(name, String(value));
  if (moves.length > 0) fields.set('moves', writeMoves(moves));
  if (ownHouse && house) fields.set('house', house);
  return `#${fields.toString()}`;
}

function optional<K extends string, V>(name: K, value: V | null): { readonly [name in K]?: V } {
  return value === null ? {} : ({ [name]: value } as { [name in K]: V });
}

function wholeNumber(text: string | null): number | null {
  if (text === null || !/^\d{1,15}$/.test(text)) return null;
  return Number(text);
}
