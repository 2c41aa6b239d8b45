import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The package by its own name, from the sources: what the examples import.
  resolve: { alias: { oikos: new URL('./index.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/closing-line.ts'],
  },
});
