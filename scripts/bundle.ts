import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UsageError } from '../env/errors.ts';
import { checkBundle } from './check-bundle.ts';
import { findReachedFiles } from './reached-files.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUNDLE = join(ROOT, 'dist/bundle');
/** What `npm run build` compiles; the page is copied whole, for no Node process loads its scripts. */
const PROGRAM = ['env', 'scenes', 'agent', 'server', 'cli', 'bench'].map((name) => join(ROOT, 'dist', name));
const WHOLE = ['dist/viewer', 'checkpoints', 'bin', 'package.json', 'LICENSE', 'README.md', 'server/PROTOCOL.md'];
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];
const CURRENT = `${process.platform}-${process.arch}`;

const HELP = `npm run bundle -- [options]

Makes dist/bundle, a folder that runs oikos on a machine without network, and one archive of it.

  --platform <name>  one of ${PLATFORMS.join(', ')} (default: this machine's)
  --swiftshader      include the software driver, for a machine without a GPU
  --node             include this Node binary, for a machine without Node
  --check            run bench, pretrain, finetune and eval from a copy of the folder, in an empty environment
`;

interface BundleOptions {
  readonly platform: string;
  readonly swiftshader: boolean;
  readonly node: boolean;
}

const LAUNCHER = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
if [ -x "$here/node" ]; then exec "$here/node" "$here/bin/oikos.js" "$@"; fi
exec node "$here/bin/oikos.js" "$@"
`;

try {
  const { values } = parseArgs({
    options: {
      platform: { type: 'string', default: CURRENT },
      swiftshader: { type: 'boolean', default: false },
      node: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) process.stdout.write(HELP);
  else {
    await makeBundle(values);
    const archive = pack(values.platform);
    process.stdout.write(`${archive}: ${(statSync(archive).size / 1e6).toFixed(1)} MB\n`);
    if (values.check) await checkBundle(BUNDLE);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function makeBundle({ platform, swiftshader, node }: BundleOptions): Promise<void> {
  if (!PLATFORMS.includes(platform))
    throw new UsageError(`bundle: "${platform}" is no platform; use ${PLATFORMS.join(', ')}.`);
  if (node && platform !== CURRENT)
    throw new UsageError(`bundle: this Node runs on ${CURRENT}, not on ${platform}; leave --node out.`);
  rmSync(BUNDLE, { recursive: true, force: true });
  for (const path of WHOLE) copy(path);
  for (const path of nativeParts(platform, swiftshader)) {
    if (!existsSync(join(ROOT, 'node_modules', path))) {
      const [os, cpu] = platform.split('-');
      throw new UsageError(
        `bundle: "${path}" is not installed; run npm install --force --no-save --os=${os} --cpu=${cpu} sharp.`,
      );
    }
    copy(join('node_modules', path), (file) => !/\.(js|map|ts)$/.test(file));
    copyManifest(join('node_modules', path));
  }
  for (const path of await findReachedFiles(PROGRAM)) {
    const local = path.slice(ROOT.length);
    copy(local);
    if (local.startsWith('node_modules/')) copyManifest(local);
  }
  if (node) cpSync(process.execPath, join(BUNDLE, 'node'));
  writeFileSync(join(BUNDLE, 'oikos'), LAUNCHER);
  chmodSync(join(BUNDLE, 'oikos'), 0o755);
}

/** What no import names: files that packages open at run time, for one platform. */
function nativeParts(platform: string, withSwiftShader: boolean): string[] {
  const dawn = platform.startsWith('darwin') ? 'darwin-universal' : platform;
  // On Windows sharp's own part holds its libraries.
  const images = platform.startsWith('win32') ? ['sharp'] : ['sharp', 'sharp-libvips'];
  return [
    `webgpu/dist/${dawn}`,
    ...images.map((name) => `@img/${name}-${platform}`),
    ...['', '-simd', '-threaded-simd'].map(
      (kind) => `@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm${kind}.wasm`,
    ),
    ...(withSwiftShader
      ? ['build/cjs/index.cjs', 'bin/swiftshader.tar.br'].map((f) => `@sparticuz/chromium/${f}`)
      : []),
  ];
}

function copy(path: string, filter: (file: string) => boolean = () => true): void {
  cpSync(join(ROOT, path), join(BUNDLE, path), { recursive: true, dereference: true, filter });
}

/** Copies the licence and the manifests, by which Node finds a package's entry, of the package that this path belongs to. */
function copyManifest(path: string): void {
  const [, root] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  if (root === undefined || existsSync(join(BUNDLE, root, 'package.json'))) return;
  const names = readdirSync(join(ROOT, root), { recursive: true, encoding: 'utf8' });
  // A manifest deeper inside says which kind of module its folder holds.
  const wanted = /^(.*\/)?package\.json$|^licen[cs]e[^/]*$/i;
  for (const name of names) if (wanted.test(name) && !name.includes('node_modules/')) copy(join(root, name));
}

/** Packs the folder with xz, and says where the archive is. */
function pack(platform: string): string {
  const archive = join(ROOT, `dist/oikos-${platform}.tar.xz`);
  mkdirSync(dirname(archive), { recursive: true });
  execFileSync('tar', ['--create', '--xz', '--file', archive, '--directory', dirname(BUNDLE), 'bundle'], {
    env: { ...process.env, XZ_OPT: '-6 -T0' },
  });
  return archive;
}
