import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { CATEGORIES } from '../env/categories.ts';
import { UsageError } from '../env/errors.ts';
import { GOAL_CATEGORIES } from '../env/tasks/objectnav.ts';
import type { BatchSources } from './batch-env.ts';
import { Budget } from './budget.ts';
import { MAX_TOKEN_LENGTH } from './client-message.ts';
import { Connection, PATIENCE } from './connection.ts';
import type { ConnectionOptions, Patience, WelcomeOffer } from './connection.ts';
import { Lobby, LOBBY_DEFAULTS } from './lobby.ts';
import { isLoopback, refuseOrigin } from './origin.ts';
import { CLOSE_CODES, SOCKET_PATH } from './protocol.ts';
import { answerStatic, answerText, readStaticFiles } from './static-files.ts';
import { Turns } from './turns.ts';
import type { SessionSources } from './watched.ts';

export interface ServerOptions {
  readonly sources: SessionSources;
  /** Environments for lock-step clients; they are refused when left out. */
  readonly batches?: BatchSources;
  readonly welcome: WelcomeOffer;
  /** Folder of the built page. */
  readonly viewer: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Asked of every client; a host that is not loopback needs one. */
  readonly token?: string | null;
  readonly maxSessions?: number;
  /** How long a session waits for a watcher whose connection was lost. */
  readonly keepMs?: number;
  readonly patience?: Partial<Patience>;
  /** Hears what is no fault of a client. */
  readonly onFailure?: (error: unknown) => void;
}

const NO_BATCHES: BatchSources = {
  device: null,
  createBatch: async () => {
    throw new UsageError('Batch: this server steps no batches; connect to one of oikos serve.');
  },
};

export const SERVER_DEFAULTS = {
  batches: NO_BATCHES,
  port: 8080,
  host: '127.0.0.1',
  token: null,
  maxSessions: 256,
  keepMs: LOBBY_DEFAULTS.keepMs,
  patience: {},
  onFailure: () => {},
} as const;

/** A started server. */
export interface RunningServer {
  /** Where the page is, with the token a browser keeps to itself (after `#`). */
  readonly url: string;
  readonly port: number;
  /** Clients connected now. */
  readonly numSessions: number;
  /** Sessions whose connection was lost, waiting for it to come back. */
  readonly numWaiting: number;
  /** Environments that batches hold now. */
  readonly numBatchEnvs: number;
  /** Ends all sessions and frees the port. */
  close(): Promise<void>;
}

const SOCKET_LIMITS = {
  maxPayload: 1024 * 1024,
  maxFragments: 64,
  maxBufferedChunks: 1024,
  perMessageDeflate: false,
} as const;
/** Besides the sockets of sessions. */
const MAX_HTTP_CONNECTIONS = 256;

/**
 * Serves the page and the socket on one port.
 *
 * @throws UsageError when the port is taken, the host is no address of this machine, a host that others can reach comes
 * without a token, or the page is not built.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { sources, batches, welcome, viewer, port, host, token, maxSessions, keepMs, patience, onFailure } = {
    ...SERVER_DEFAULTS,
    ...options,
  };
  if (token === null && !isLoopback(host)) {
    throw new UsageError(
      `Server: --host ${host} can be reached by others; add --token with a secret, or leave --host out.`,
    );
  }
  if (token !== null && (token === '' || token.length > MAX_TOKEN_LENGTH)) {
    throw new UsageError(`Server: the token has ${token.length} characters; give --token 1 to ${MAX_TOKEN_LENGTH}.`);
  }
  const files = await readStaticFiles(viewer);
  const connections = new Set<Connection>();
  const turns = new Turns();
  const budget = new Budget();
  const { stepsPerSecond } = welcome;
  const lobby = new Lobby({ sources, stepsPerSecond, turns, keepMs, onFailure });
  const settings: ConnectionOptions = {
    lobby,
    batches: { sources: batches, budget, turns },
    welcome: {
      ...welcome,
      recordings: sources.recordings !== null,
      goals: [...GOAL_CATEGORIES],
      categories: [...CATEGORIES],
    },
    token,
    patience: { ...PATIENCE, ...patience },
    onFailure,
  };
  const sockets = new WebSocketServer({ noServer: true, ...SOCKET_LIMITS });
  const http = createServer(
    {
      headersTimeout: settings.patience.helloMs,
      requestTimeout: settings.patience.helloMs,
      // Node looks for late requests every 30 seconds, left to itself.
      connectionsCheckingInterval: settings.patience.helloMs / 5,
    },
    (request, response) => {
      const refusal = refuseOrigin(request.headers, host);
      if (refusal) answerText(response, 403, `${refusal}\n`);
      else answerStatic(files, request, response);
    },
  );
  http.maxConnections = maxSessions + MAX_HTTP_CONNECTIONS;
  // For who asks for a file and does not read it; sockets have their own clock.
  http.setTimeout(settings.patience.readMs);

  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const isSocketPath = (request.url ?? '').replace(/\?.*$/, '') === SOCKET_PATH;
    const refusal = isSocketPath ? refuseOrigin(request.headers, host) : `Server: sockets live at ${SOCKET_PATH}.`;
    if (refusal) return refuseUpgrade(stream, isSocketPath ? '403 Forbidden' : '404 Not Found', refusal);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const connection = new Connection(socket, settings);
      if (connections.size >= maxSessions) {
        const full = `Server: all ${maxSessions} places are taken; close another page, or try again later.`;
        connection.send({ type: 'error', message: full, id: null });
        return connection.close(CLOSE_CODES.full, full);
      }
      connections.add(connection);
      void connection.closed.then(() => connections.delete(connection));
    });
  });

  const boundPort = await listen(http, port, host);
  http.on('error', onFailure);
  return {
    url: `http://${nameOfHost(host)}:${boundPort}/${token === null ? '' : `#token=${encodeURIComponent(token)}`}`,
    port: boundPort,
    get numSessions() {
      return connections.size;
    },
    get numWaiting() {
      return lobby.numWaiting;
    },
    get numBatchEnvs() {
      return budget.envs;
    },
    async close() {
      const isClosed = new Promise((resolve) => http.close(resolve));
      for (const connection of connections) connection.close(1001, 'Server: stopping.');
      await Promise.all([...connections].map((connection) => connection.closed));
      await lobby.close();
      http.closeAllConnections();
      await isClosed;
    },
  };
}

/** What a browser of this machine calls the host. */
function nameOfHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** Hangs up as well: Node leaves what was upgraded open on one side. */
function refuseUpgrade(stream: Duplex, status: string, reason: string): void {
  stream.once('finish', () => stream.destroy());
  stream.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`,
  );
}

function listen(http: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(describeListenError(error, port, host)));
    http.listen(port, host, () => {
      const address = http.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function describeListenError(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new UsageError(
        `Server: port ${port} is in use; choose another with --port, or stop the program that has it.`,
      );
    case 'EACCES':
      return new UsageError(`Server: port ${port} may not be used by this user; choose one above 1023 with --port.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UsageError(`Server: --host ${host} is no address of this machine; use 127.0.0.1 or 0.0.0.0.`);
    default:
      return error;
  }
}
