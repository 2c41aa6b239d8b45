import { createHash, timingSafeEqual } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import { UsageError } from '../env/errors.ts';
import { parseClientMessage } from './client-message.ts';
import type { ClientMessage } from './client-message.ts';
import type { ServerMessage, WelcomeMessage } from './protocol.ts';
import { CLOSE_CODES, encodeMessage, PROTOCOL_VERSION } from './protocol.ts';
import { Session } from './session.ts';
import type { Outlet } from './session.ts';
import type { SessionSources } from './watched.ts';

export interface ConnectionOptions {
  readonly sources: SessionSources;
  readonly welcome: Omit<WelcomeMessage, 'type' | 'version'>;
  /** What `hello` must bring; null when this server asks for none. */
  readonly token: string | null;
  /** Hears what is no fault of the client. */
  readonly onFailure: (error: unknown) => void;
}

/** A client must say hello within this time. */
const HELLO_TIMEOUT_MS = 5_000;
const PING_INTERVAL_MS = 20_000;
/** Above this, states and frames are dropped: the client reads too slowly. */
const SLOW_BYTES = 256 * 1024;
/** Above this, what may not be dropped has piled up as well, and the client is given up. */
const STUCK_BYTES = 32 * 1024 * 1024;
/** Messages a second a client may send for long, and at once. */
const RATE = { perSecond: 100, burst: 200 } as const;
/** A close frame's reason may take 123 bytes (RFC 6455, 5.5). */
const MAX_REASON = 120;

/** One client: greets it, checks what it sends, and carries what its session has to say. */
export class Connection implements Outlet {
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #helloTimer: NodeJS.Timeout;
  readonly #pingTimer: NodeJS.Timeout;
  readonly closed: Promise<void>;
  #session: Session | null = null;
  #dropped = 0;
  #isClosing = false;
  #answeredPing = true;
  #allowance: number = RATE.burst;
  #countedAt = performance.now();

  constructor(socket: WebSocket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#helloTimer = setTimeout(() => {
      this.#refuse(CLOSE_CODES.silent, 'Connection: no hello came within 5 seconds; send it first.');
    }, HELLO_TIMEOUT_MS);
    this.#pingTimer = setInterval(() => this.#ping(), PING_INTERVAL_MS);
    socket.on('pong', () => (this.#answeredPing = true));
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    // ws has closed the socket by then and its code says why; without a listener the process would end.
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.once('close', () => resolve(this.#release()));
    });
  }

  get dropped(): number {
    return this.#dropped;
  }

  send(message: ServerMessage): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > STUCK_BYTES) return this.#socket.terminate();
    this.#socket.send(encodeMessage(message));
  }

  offer(message: ServerMessage): void {
    if (this.#socket.bufferedAmount > SLOW_BYTES) this.#dropped++;
    else this.send(message);
  }

  /** Says goodbye, and hangs up when the client does not. */
  close(code: number, reason: string): void {
    this.#isClosing = true;
    this.#socket.close(code, reason.slice(0, MAX_REASON));
    setTimeout(() => this.#socket.terminate(), 1_000).unref();
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#isClosing) return;
    if (!this.#spendAllowance()) {
      return this.#refuse(
        CLOSE_CODES.tooFast,
        `Connection: more than ${RATE.perSecond} messages a second; send fewer.`,
      );
    }
    try {
      if (!isBinary) throw new UsageError('Protocol: a text frame came; send MessagePack in binary frames.');
      const message = parseClientMessage(bytesOf(data));
      if (message.type === 'hello') this.#greet(message);
      else if (this.#session) this.#session.handle(message);
      else this.send({ type: 'error', message: `Connection: "${message.type}" came before hello; send hello first.` });
    } catch (error) {
      if (!(error instanceof UsageError)) this.#options.onFailure(error);
      this.send({ type: 'error', message: error instanceof UsageError ? error.message : 'Server: internal error.' });
    }
  }

  #greet({ version, token }: Extract<ClientMessage, { type: 'hello' }>): void {
    const { sources, welcome, onFailure } = this.#options;
    if (this.#session) throw new UsageError('Connection: hello came twice; say it once.');
    if (version !== PROTOCOL_VERSION) {
      const wrong = `Connection: version ${version} was asked for, this server speaks ${PROTOCOL_VERSION}; reload the page or update the client.`;
      return this.#refuse(CLOSE_CODES.version, wrong);
    }
    if (this.#options.token !== null && !isSame(token ?? '', this.#options.token)) {
      return this.#refuse(
        CLOSE_CODES.token,
        'Connection: the token is missing or wrong; use the address the server printed.',
      );
    }
    clearTimeout(this.#helloTimer);
    this.#session = new Session(sources, this, { stepsPerSecond: welcome.stepsPerSecond, onFailure });
    this.send({ type: 'welcome', version: PROTOCOL_VERSION, ...welcome });
  }

  #refuse(code: number, message: string): void {
    this.send({ type: 'error', message });
    this.close(code, message);
  }

  /** Token bucket. */
  #spendAllowance(): boolean {
    const now = performance.now();
    const earned = ((now - this.#countedAt) / 1000) * RATE.perSecond;
    this.#allowance = Math.min(RATE.burst, this.#allowance + earned) - 1;
    this.#countedAt = now;
    return this.#allowance >= 0;
  }

  #ping(): void {
    if (!this.#answeredPing) return this.#socket.terminate();
    this.#answeredPing = false;
    this.#socket.ping();
  }

  async #release(): Promise<void> {
    clearTimeout(this.#helloTimer);
    clearInterval(this.#pingTimer);
    const session = this.#session;
    this.#session = null;
    await session?.close().catch(this.#options.onFailure);
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

/** Compares in a time that tells nothing about where they differ; hashing makes the lengths equal. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
