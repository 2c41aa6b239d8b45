import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** In order: a folder imports only itself and folders before it. */
const FOLDERS = ['env', 'scenes', 'agent', 'server', 'cli'] as const;

/** One door per library: the only files that may import it. */
const DOORS: Readonly<Record<string, RegExp>> = {
  seedrandom: /^env\/random\.ts$/,
  'cannon-es': /^env\/physics\/(physics(-[a-z]+)?|rigid-bodies)\.ts$/,
  '@recast-navigation': /^env\/navigation\/detour-mesh\.ts$/,
  webgpu: /^env\/gpu\.ts$/,
  three: /^(env\/rendering\/(render[a-z-]*|merged-geometry)\.ts|server\/viewer\/)/,
  '@tensorflow': /^agent\//,
  ws: /^server\//,
  '@msgpack': /^server\//,
  preact: /^server\/viewer\//,
  '@preact': /^server\/viewer\//,
  commander: /^cli\//,
  'cli-progress': /^cli\/progress\.ts$/,
};

/** Slow to load: a command imports them, and what needs them, only when it runs. */
const HEAVY = ['@tensorflow', 'three', 'webgpu', 'sharp', 'ws', '@sparticuz'];

/** Tables of facts; everything else is read by people and stays within `MAX_LINES`. */
const DATA_FILES: readonly string[] = [];
const MAX_LINES = 300;

/** What would make the same seed give other bits. */
const CHANCE = ['Math.random', 'crypto.getRandomValues', 'tf.util.shuffle'];
const CLOCK = ['Date.now', 'performance.now', 'new Date'];

interface Source {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
}

const sources: readonly Source[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
);

/** Everything a file imports, statically or dynamically, types included. */
function importsOf({ text }: Source): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function packageOf(specifier: string): string {
  return specifier.split('/')[0];
}

function isLocal(specifier: string): boolean {
  return specifier.startsWith('.');
}

function folderOf(path: string): string {
  return path.split('/')[0];
}

function parse({ path, text }: Source): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => visit(child, see));
}

/** `Math.random` for the expression that reads it, `new Date` for a construction; null for anything else. */
function accessed(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) return node.getText();
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) return `new ${node.expression.text}`;
  return null;
}

/** The modules that loading a file loads: what it imports statically, types left out. */
function loadedBy(source: Source): string[] {
  return parse(source).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const isType = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    const { moduleSpecifier } = statement;
    return !isType && moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
  });
}

/** Each use of the named things in the folders, as `file uses thing`. */
function usesIn(folders: readonly string[], names: readonly string[]): string[] {
  return sources
    .filter(({ path }) => folders.includes(folderOf(path)))
    .flatMap((source) => {
      const found: string[] = [];
      visit(parse(source), (node) => {
        const name = accessed(node);
        if (name !== null && names.includes(name)) found.push(`${source.path} uses ${name}`);
      });
      return found;
    });
}

describe('structure', () => {
  test('a folder imports only itself and folders to its left', () => {
    const wrong = sources.flatMap((source) =>
      importsOf(source)
        .filter(isLocal)
        .map((specifier) => relative(ROOT, join(ROOT, dirname(source.path), specifier)))
        .filter((target) => {
          const rank = FOLDERS.findIndex((folder) => folder === folderOf(target));
          return rank === -1 || rank > FOLDERS.findIndex((folder) => folder === folderOf(source.path));
        })
        .map((target) => `${source.path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('a library is imported only behind its one door', () => {
    const wrong = sources.flatMap((source) =>
      importsOf(source)
        .filter((specifier) => DOORS[packageOf(specifier)]?.test(source.path) === false)
        .map((specifier) => `${source.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('help loads no heavy library', () => {
    const seen = new Set<string>();
    const wrong: string[] = [];
    const follow = (path: string): void => {
      const source = sources.find((candidate) => candidate.path === path);
      if (source === undefined || seen.has(path)) return;
      seen.add(path);
      for (const specifier of loadedBy(source)) {
        if (isLocal(specifier)) follow(join(dirname(path), specifier));
        else if (HEAVY.includes(packageOf(specifier))) wrong.push(`${path} loads ${specifier}`);
      }
    };
    follow('cli/program.ts');
    expect(seen).toContain('cli/doctor.ts');
    expect(wrong).toEqual([]);
  });

  test('every package that is imported is declared', () => {
    const manifest: Record<string, Record<string, string>> = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    );
    const declared = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.keys(manifest[kind]),
    );
    const wrong = sources.flatMap((source) =>
      importsOf(source)
        .filter((specifier) => !isLocal(specifier) && !specifier.startsWith('node:'))
        .filter((specifier) => !declared.some((name) => specifier === name || specifier.startsWith(`${name}/`)))
        .map((specifier) => `${source.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the simulator and the houses know neither clock nor chance', () => {
    expect(usesIn(['env', 'scenes'], [...CHANCE, ...CLOCK])).toEqual([]);
  });

  test('learning draws its chance from Rng alone', () => {
    expect(usesIn(['agent'], CHANCE)).toEqual([]);
  });

  test('files export by name, never by default', () => {
    const wrong = sources
      .filter((source) =>
        parse(source).statements.some(
          (statement) =>
            ts.isExportAssignment(statement) ||
            (ts.canHaveModifiers(statement) &&
              ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
        ),
      )
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  test(`files stay within ${MAX_LINES} lines`, () => {
    const wrong = sources
      .filter(({ path }) => !DATA_FILES.includes(path))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > MAX_LINES)
      .map(({ path, lines }) => `${path} has ${lines} lines`);
    expect(wrong).toEqual([]);
  });

  test('file names are kebab-case and say what the file holds', () => {
    const vague = /^(utils?|helpers?|managers?|handlers?|services?|base|common|misc|info)\b/;
    const wrong = sources
      .map(({ path }) => path)
      .filter((path) => {
        const name = path.split('/').at(-1) ?? '';
        return !/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(name) || vague.test(name);
      });
    expect(wrong).toEqual([]);
  });
});
