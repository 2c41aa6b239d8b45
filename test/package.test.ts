import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const isBuilt = existsSync(join(ROOT, 'dist/index.d.ts'));
if (!isBuilt) console.log('package: skipped, dist/ holds no package; run npm run build.');

const RESOLUTIONS = {
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
};

describe.skipIf(!isBuilt)('the package', () => {
  /** Another project, in which this one is installed. */
  let project: string;

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'oikos-package-'));
    mkdirSync(join(project, 'node_modules'));
    symlinkSync(ROOT, join(project, 'node_modules/oikos'), 'junction');
    cpSync(join(ROOT, 'examples'), project, { recursive: true });
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it('is imported by its name', () => {
    const program = "const { makeEnv, TASKS } = await import('oikos'); console.log(typeof makeEnv, TASKS.length);";
    const options = { cwd: project, encoding: 'utf8' } as const;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', program], options)).toBe('function 9\n');
  });

  it.each(Object.entries(RESOLUTIONS))('types its users’ programs under %s', (_, resolution) => {
    const files = readdirSync(project).filter((name) => name.endsWith('.ts'));
    const program = ts.createProgram({
      rootNames: files.map((name) => join(project, name)),
      options: {
        ...resolution,
        target: ts.ScriptTarget.ES2022,
        lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
        types: [],
        strict: true,
        skipLibCheck: true,
        noEmit: true,
      },
    });
    const faults = ts.getPreEmitDiagnostics(program);
    expect(faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
    expect(program.getSourceFiles().some(({ fileName }) => fileName.endsWith('dist/index.d.ts'))).toBe(true);
  });

  it('says its types without those of any other package', () => {
    const program = ts.createProgram([join(ROOT, 'dist/index.d.ts')], {
      ...RESOLUTIONS.bundler,
      noLib: true,
      types: [],
    });
    const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(join(ROOT, 'dist')));
    expect(own.length).toBeGreaterThan(50);
    const packages = own
      .flatMap(({ text }) => ts.preProcessFile(text).importedFiles)
      .map(({ fileName }) => fileName)
      .filter((name) => !name.startsWith('.'));
    expect(packages).toEqual([]);
  });

  it('holds what its users need, and nothing of its tests', () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const told = execFileSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ files }]: { files: { path: string }[] }[] = JSON.parse(told);
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['bin/oikos.js', 'dist/index.js', 'dist/index.d.ts', 'examples/own-agent.ts']),
    );
    expect(paths.filter((path) => /(^|\/)test\/|tsbuildinfo|\.test\./.test(path))).toEqual([]);
  });
});
