import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('./server/viewer'),
  base: './',
  build: {
    outDir: path('./dist/viewer'),
    emptyOutDir: true,
    target: 'es2022',
    // three.js alone is larger than the default limit.
    chunkSizeWarningLimit: 2000,
  },
});
