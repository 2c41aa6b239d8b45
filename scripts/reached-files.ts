import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { build } from 'vite';

/**
 * Every file that the compiled program can load, the program's own and its packages', as Node itself would find them.
 * The bundler only follows imports here: the files stay as they are, so what runs is what was tested.
 *
 * @param folders compiled JavaScript, each file of which may be an entry: commands, workers, benchmarks
 * @returns absolute paths, sorted
 */
export async function findReachedFiles(folders: readonly string[]): Promise<string[]> {
  const reached = new Set<string>();
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // Node knows neither the bundlers' "module" condition nor their field.
    ssr: { noExternal: true, resolve: { conditions: ['node'], mainFields: ['main'] } },
    build: {
      ssr: true,
      write: false,
      minify: false,
      rolldownOptions: { input: folders.flatMap(listScripts), treeshake: false, onLog: () => {} },
    },
    plugins: [skipBinaries, tolerateMissing, collectInto(reached)],
  });
  return [...reached].sort();
}

function listScripts(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name));
}

function collectInto(reached: Set<string>): Plugin {
  return {
    name: 'collect',
    buildEnd() {
      for (const id of this.getModuleIds()) if (id.startsWith('/') && !id.includes('\0')) reached.add(id.split('?')[0]);
    },
  };
}

/** Native addons are files to copy, not code to read. */
const skipBinaries: Plugin = {
  name: 'skip-binaries',
  enforce: 'pre',
  load: (id) => (/\.(node|wasm)$/.test(id) ? 'export {}' : null),
};

/** Packages ask for parts of other platforms and for optional ones; what is not installed is not reached. */
const tolerateMissing: Plugin = {
  name: 'tolerate-missing',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return found ?? { id: source, external: true };
  },
};
