import { existsSync, readFileSync } from 'node:fs';

/** This package's version, for `--version` and reports. */
export const version: string = readVersion();

/** `package.json` stands one folder above the sources and two above the compiled files. */
function readVersion(): string {
  const file = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url)).find(existsSync);
  if (!file) return 'unknown';
  const manifest: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return manifest.version;
}
