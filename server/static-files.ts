import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { UsageError } from '../env/errors.ts';

/** The files of the page by their URL path; held in memory, so no request can name any other file. */
export type StaticFiles = ReadonlyMap<string, Buffer>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** Reads the built page. @throws UsageError when it was not built. */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, Buffer>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(
      path
        .slice(folder.replace(/[/\\]$/, '').length)
        .split(sep)
        .join('/'),
      await readFile(path),
    );
  }
  const index = files.get('/index.html');
  if (!index) throw new UsageError(`Server: the page is missing in "${folder}"; run npm run build.`);
  return files.set('/', index);
}

/** Answers a request for a file of the page. */
export function answerStatic(files: StaticFiles, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').replace(/[?#].*$/, '');
  const file = files.get(path);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!file || !isRead) return answerText(response, file ? 405 : 404, file ? 'Only GET.\n' : 'Not found.\n');
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Type': path === '/' ? TYPES['.html'] : (TYPES[extname(path)] ?? 'application/octet-stream'),
    'Content-Length': file.length,
    // Names of assets carry a hash of their content.
    'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : file);
}

/** Answers with a plain sentence. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text);
}
