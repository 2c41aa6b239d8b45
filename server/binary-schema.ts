import { z } from 'zod';

/** MessagePack `bin`; the text says its element type, shape and unit. Little endian, row by row. */
export function bin(content: string): z.ZodType<Uint8Array> {
  return z
    .custom<Uint8Array>((value) => value instanceof Uint8Array)
    .meta({ messagepack: 'bin', description: content });
}

/** A map that is described elsewhere. */
export function map<T>(content: string): z.ZodType<T> {
  return z
    .custom<T>((value) => typeof value === 'object' && value !== null)
    .meta({ type: 'object', description: content });
}

/** A number that may be infinite, which MessagePack has and JSON has not. */
export function unbounded(): z.ZodType<number> {
  return z
    .custom<number>((value) => typeof value === 'number' && !Number.isNaN(value))
    .meta({ type: 'number', description: 'may be infinite' });
}
