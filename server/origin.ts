import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** An address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * Why a request is refused for where it comes from, or null when it may pass.
 *
 * A page of another site that a browser shows may open sockets to this machine, so the origin must be the server's own
 * address; and a name that another site points at 127.0.0.1 (DNS rebinding) must not count as this server. Programs
 * that are no browser send no origin.
 */
export function refuseOrigin(headers: IncomingHttpHeaders, boundTo: string): string | null {
  const host = headers.host ?? '';
  if (isLoopback(boundTo) && !LOOPBACK_NAMES.includes(nameOf(host))) {
    return `Server: "${host}" is not this server's name; open it as localhost.`;
  }
  const { origin } = headers;
  if (origin === undefined) return null;
  const from = URL.canParse(origin) ? new URL(origin).host : origin;
  return from === host ? null : `Server: pages of "${origin}" may not connect; open the page this server gives.`;
}

function nameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
