import { UsageError } from '../env/errors.ts';

/** A JSON object whose keys nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed value is a JSON object: neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy that lacks some keys. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/**
 * The original document with what differs between `before` and `after`, two accounts of it by somebody who knows only a
 * part of its keys. Whatever the accounts agree on or do not know stays as the original has it. Lists of things with
 * an `id` are matched by it, other lists are replaced as a whole.
 */
export function applyChanges(original: unknown, before: unknown, after: unknown): unknown {
  if (JSON.stringify(before) === JSON.stringify(after)) return original;
  if (isJsonObject(original) && isJsonObject(before) && isJsonObject(after)) {
    const kept = Object.entries(original).filter(([key]) => !(key in before) || key in after);
    const changed = Object.keys(after).map((key) => [key, applyChanges(original[key], before[key], after[key])]);
    return { ...Object.fromEntries(kept), ...Object.fromEntries(changed) };
  }
  const [originals, befores, afters] = [original, before, after].map(byId);
  if (originals === null || befores === null || afters === null) return after;
  return [...afters].map(([id, entry]) => applyChanges(originals.get(id), befores.get(id), entry));
}

/** The entries of a list by their ids; null where it is no list or ids are missing or there twice. */
function byId(list: unknown): ReadonlyMap<unknown, unknown> | null {
  if (!Array.isArray(list) || !list.every((entry) => isJsonObject(entry) && typeof entry.id === 'string')) return null;
  const map = new Map<unknown, unknown>(list.map((entry: JsonObject) => [entry.id, entry]));
  return map.size === list.length ? map : null;
}

/** Parses what a file holds. @throws UsageError naming the file */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${where}: is not whole JSON (${text.length} characters); give an undamaged file.`);
  }
}
