import { encode } from '@msgpack/msgpack';
import type { Rng } from '../../env/random.ts';
import type { ClientMessageInput } from '../../server/client-message.ts';
import { REQUEST } from './start-server.ts';

/** One honest message of each kind. */
const HONEST: readonly ClientMessageInput[] = [
  { type: 'hello', version: 2 },
  { type: 'start', ...REQUEST },
  { type: 'useHouse', json: '{"rooms":[]}' },
  { type: 'reset' },
  { type: 'play' },
  { type: 'pause' },
  { type: 'step' },
  { type: 'speed', stepsPerSecond: 60 },
  { type: 'action', action: 1 },
  { type: 'action', action: { action: 'Open', target: 'Fridge' } },
  { type: 'record', on: true },
  { type: 'recordings' },
  { type: 'replay', run: 'run', episode: 'episode.json' },
  { type: 'make', id: 1, numEnvs: 2, camera: { width: 8, height: 8, hfovDeg: 79 } },
  { type: 'resetBatch', id: 2, batch: 0, seeds: [1, '2/val/episode-3'] },
  { type: 'stepBatch', id: 3, batch: 0, actions: Uint8Array.of(1, 255) },
  { type: 'stepBatch', id: 4, batch: 0, velocities: new Uint8Array(16) },
  { type: 'closeBatch', id: 5, batch: 0 },
];

/** What a field may be forged to. */
const ODD: readonly unknown[] = [
  null,
  true,
  '',
  'x'.repeat(5000),
  '../../../etc/passwd',
  '__proto__',
  -1,
  0.5,
  NaN,
  Infinity,
  2 ** 53,
  255,
  [],
  [[[[[]]]]],
  {},
  { __proto__: null, action: 'Fly' },
  Array.from({ length: 2000 }, () => 0),
  new Uint8Array(3000),
];

/** A message as a broken or hostile client might send it: often nearly right, sometimes not even MessagePack. */
export function mutatedMessage(rng: Rng): Uint8Array {
  const message = rng.pick(HONEST);
  if (rng.chance(0.2)) return encode(message);
  if (rng.chance(0.5)) return encode(forge(message, rng));
  return damage(encode(message), rng);
}

/** Changes, adds or leaves out fields. */
function forge(message: ClientMessageInput, rng: Rng): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...message };
  const name = rng.pick([...Object.keys(fields), 'id', 'batch', 'extra', 'type']);
  if (rng.chance(0.3)) delete fields[name];
  else fields[name] = rng.pick(ODD);
  return rng.chance(0.3) ? forge(fields as ClientMessageInput, rng) : fields;
}

/** Flips, cuts, inserts or repeats bytes. */
function damage(bytes: Uint8Array, rng: Rng): Uint8Array {
  const damaged = [...bytes];
  const count = rng.int(1, 4);
  for (let i = 0; i < count; i++) {
    const at = rng.int(0, damaged.length);
    switch (rng.int(0, 3)) {
      case 0:
        damaged[Math.min(at, damaged.length - 1)] = rng.int(0, 255);
        break;
      case 1:
        damaged.splice(at, rng.int(1, 8));
        break;
      case 2:
        damaged.splice(at, 0, rng.pick([0xc1, 0xc6, 0xc7, 0xdb, 0xdd, 0xdf]), 0xff, 0xff, 0xff, 0xff);
        break;
      default:
        damaged.splice(at, 0, ...damaged.slice(0, at));
    }
    if (damaged.length === 0) return new Uint8Array(0);
  }
  return Uint8Array.from(damaged.slice(0, 20_000));
}
