import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** `--mode alone` builds the page that simulates in the visitor's own browser; the other one needs `oikos serve`. */
export default defineConfig(({ mode }) => ({
  root: path(mode === 'alone' ? './server/viewer/local' : './server/viewer'),
  publicDir: path('./server/viewer/public'),
  base: './',
  worker: { format: 'es' },
  build: {
    outDir: path(mode === 'alone' ? './dist/page' : './dist/viewer'),
    emptyOutDir: true,
    target: 'es2022',
    // three.js alone is larger than the default limit.
    chunkSizeWarningLimit: 2000,
  },
}));
