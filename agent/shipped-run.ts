import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the checkpoint that travels with the program: one folder above the sources, two above the compiled files. */
export const SHIPPED_RUN: string = fileURLToPath(
  ['../checkpoints/default', '../../checkpoints/default']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url)) ?? new URL('../checkpoints/default', import.meta.url),
);
