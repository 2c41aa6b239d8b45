import type { Rng } from '../../env/random.ts';

/** What damaged files hold where something else belongs. */
const ODD: readonly unknown[] = [
  ...[null, true, '', 'Zeppelin_1', '__proto__', '\ud800', [], {}, [[]], { x: 1 }, [1, 2, 3], 'room|2'],
  ...[0, -0, -1, 0.5, 1e-9, 3, 255, 65536, 2 ** 31, 2 ** 53, 1e300, -1e300, 1e9, -7.25],
];

/** A copy with one to three places changed: values replaced, taken out, doubled, swapped, or nested in themselves. */
export function mutateJson(json: unknown, rng: Rng): unknown {
  let changed = json;
  for (let i = rng.int(1, 3); i > 0; i--) changed = mutateOnce(changed, rng);
  return changed;
}

function mutateOnce(json: unknown, rng: Rng): unknown {
  if (typeof json !== 'object' || json === null)
    return rng.chance(0.3) && typeof json === 'number' ? -json : rng.pick(ODD);
  const keys = Object.keys(json);
  if (keys.length === 0 || rng.chance(0.02)) return rng.pick(ODD);
  const key = rng.pick(keys);
  const value = Reflect.get(json, key);
  if (Array.isArray(json)) {
    const list: unknown[] = [...json];
    const index = Number(key);
    const kind = rng.int(0, 9);
    if (kind === 0) list.splice(index, 1);
    else if (kind === 1) list.push(value);
    else if (kind === 2) list[index] = rng.pick(json);
    else list[index] = mutateOnce(value, rng);
    return list;
  }
  const entries: Record<string, unknown> = { ...json };
  const kind = rng.int(0, 19);
  if (kind === 0) Reflect.deleteProperty(entries, key);
  else if (kind === 1) entries[key] = json;
  else if (kind === 2) entries[key] = Reflect.get(json, rng.pick(keys));
  else entries[key] = mutateOnce(value, rng);
  return entries;
}

/** A copy with bytes flipped, a piece taken out, doubled or blanked, or the end cut off. */
export function mutateBytes(bytes: Uint8Array, rng: Rng): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const start = rng.int(0, copy.length - 1);
  const end = Math.min(copy.length, start + rng.int(1, 40));
  switch (rng.int(0, 5)) {
    case 0:
      return copy.subarray(0, start);
    case 1:
      return Buffer.concat([copy.subarray(0, start), copy.subarray(end)]);
    case 2:
      return Buffer.concat([copy.subarray(0, end), copy.subarray(start)]);
    case 3:
      return copy.fill(rng.int(0, 255), start, end);
    default:
      for (let i = rng.int(1, 8); i > 0; i--) copy[rng.int(0, copy.length - 1)] = rng.int(0, 255);
      return copy;
  }
}
