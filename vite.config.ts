import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** What only Node has; the simulator asks for it where it runs there. */
const NODE = /^node:/;

/** `--mode alone` builds the page that simulates in the visitor's own browser; the other one needs `oikos serve`. */
export default defineConfig(({ mode }) => ({
  root: path(mode === 'alone' ? './server/viewer/local' : './server/viewer'),
  publicDir: path('./server/viewer/public'),
  base: './',
  worker: { format: 'es', rollupOptions: { external: NODE } },
  build: {
    outDir: path(mode === 'alone' ? './dist/page' : './dist/viewer'),
    emptyOutDir: true,
    rollupOptions: { external: NODE },
    target: 'es2022',
    // three.js alone is larger than the default limit.
    chunkSizeWarningLimit: 2000,
  },
}));
