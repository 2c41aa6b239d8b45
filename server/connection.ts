import { createHash, timingSafeEqual } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import { UsageError } from '../env/errors.ts';
import { BatchDesk, type BatchDeskOptions } from './batch-desk.ts';
import { isBatchRequest } from './batch-request.ts';
import { parseClientMessage, requestIdOf, unpack } from './client-message.ts';
import type { ClientMessage } from './client-message.ts';
import type { Lobby, Seat } from './lobby.ts';
import type { ServerMessage, WelcomeMessage } from './protocol.ts';
import { CLOSE_CODES, encodeMessage, PROTOCOL_VERSION } from './protocol.ts';
import type { Outlet } from './outlet.ts';

/** What the welcome tells besides what each session has of its own. */
export type WelcomeOffer = Pick<WelcomeMessage, 'agents' | 'request' | 'stepsPerSecond'>;

export interface ConnectionOptions {
  readonly lobby: Lobby;
  readonly batches: Omit<BatchDeskOptions, 'deliver' | 'onFailure'>;
  readonly welcome: WelcomeOffer & Pick<WelcomeMessage, 'recordings' | 'goals' | 'categories'>;
  /** What `hello` must bring; null when this server asks for none. */
  readonly token: string | null;
  readonly patience: Patience;
  /** Hears what is no fault of the client. */
  readonly onFailure: (error: unknown) => void;
}

/** How long a client may keep this server waiting, milliseconds. */
export interface Patience {
  /** For hello, and for a whole HTTP request. */
  readonly helloMs: number;
  /** For the answer to a ping, and until the next. */
  readonly pingMs: number;
  /** Until it has read what may not be dropped. */
  readonly readMs: number;
  /** For its next message, or a ping of its own. */
  readonly idleMs: number;
}

export const PATIENCE: Patience = { helloMs: 5_000, pingMs: 20_000, readMs: 60_000, idleMs: 6 * 3_600_000 };

/** Above this, states and frames are dropped: the client reads too slowly. */
const SLOW_BYTES = 256 * 1024;
/** Above this, what may not be dropped has piled up as well, and the client is given up. */
const STUCK_BYTES = 8 * 1024 * 1024;
/** Messages a second a client may send for long, and at once. */
const RATE = { perSecond: 100, burst: 200 } as const;
/** Codes with which a client that will not come back closes: normal, and none. */
const FAREWELLS: readonly number[] = [1000, 1005];
/** A close frame's reason may take 123 bytes (RFC 6455, 5.5). */
const MAX_REASON = 120;

/** One client: greets it, checks what it sends, and carries what its session has to say. */
export class Connection implements Outlet {
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #helloTimer: NodeJS.Timeout;
  readonly #pingTimer: NodeJS.Timeout;
  readonly closed: Promise<void>;
  #seat: Seat | null = null;
  #desk: BatchDesk | null = null;
  #dropped = 0;
  #isClosing = false;
  #answeredPing = true;
  #allowance: number = RATE.burst;
  /** When it last sent anything but the answer to a ping. */
  #heardAt = performance.now();

  constructor(socket: WebSocket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    const { helloMs, pingMs } = options.patience;
    this.#helloTimer = setTimeout(() => {
      this.#refuse(CLOSE_CODES.silent, `Connection: no hello came within ${helloMs / 1000} seconds; send it first.`);
    }, helloMs);
    // A pong that came while the event loop was busy is read before it is missed.
    this.#pingTimer = setInterval(() => setImmediate(() => this.#ping()), pingMs);
    socket.on('pong', () => (this.#answeredPing = true));
    socket.on('ping', () => this.#admit());
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    // ws has closed the socket by then and its code says why; without a listener the process would end.
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.once('close', (code) => resolve(this.#release(FAREWELLS.includes(code))));
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
    if (!this.#admit()) return;
    let raw: unknown = null;
    try {
      if (!isBinary) throw new UsageError('Protocol: a text frame came; send MessagePack in binary frames.');
      raw = unpack(bytesOf(data));
      this.#handle(parseClientMessage(raw));
    } catch (error) {
      if (!(error instanceof UsageError)) this.#options.onFailure(error);
      const message = error instanceof UsageError ? error.message : 'Server: internal error.';
      this.send({ type: 'error', message, id: requestIdOf(raw) });
    }
  }

  #handle(message: ClientMessage): void {
    if (message.type === 'hello') return this.#greet(message);
    if (!this.#seat) throw new UsageError(`Connection: "${message.type}" came before hello; send hello first.`);
    if (!isBatchRequest(message)) return this.#seat.session.handle(message);
    this.#desk ??= new BatchDesk({
      ...this.#options.batches,
      onFailure: this.#options.onFailure,
      deliver: (bytes) => this.#deliver(bytes),
    });
    this.#desk.handle(message);
    // Lock-step clients are as fast as their answers.
    this.#allowance++;
  }

  #greet({ version, token, resume }: Extract<ClientMessage, { type: 'hello' }>): void {
    const { lobby, welcome } = this.#options;
    if (this.#seat) throw new UsageError('Connection: hello came twice; say it once.');
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
    const seat = lobby.enter(resume, this, () => this.#yield());
    this.#seat = seat;
    this.send({ type: 'welcome', version: PROTOCOL_VERSION, ...welcome, resume: seat.key, resumed: seat.resumed });
    if (seat.resumed) seat.session.attach(this);
  }

  /** Sends what is never dropped; a client that does not take it in time is given up. */
  #deliver(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#socket.readyState !== this.#socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#socket.terminate(), this.#options.patience.readMs);
      // Also called when the socket closes before.
      this.#socket.send(bytes, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Another connection has taken up the session. */
  #yield(): void {
    this.#seat = null;
    this.close(CLOSE_CODES.taken, 'Connection: the session was taken up by another connection.');
  }

  #refuse(code: number, message: string): void {
    this.send({ type: 'error', message, id: null });
    this.close(code, message);
  }

  /** Whether what has come may be looked at; a token bucket. */
  #admit(): boolean {
    if (this.#isClosing) return false;
    const now = performance.now();
    const earned = ((now - this.#heardAt) / 1000) * RATE.perSecond;
    this.#allowance = Math.min(RATE.burst, this.#allowance + earned) - 1;
    this.#heardAt = now;
    if (this.#allowance >= 0) return true;
    this.#refuse(CLOSE_CODES.tooFast, `Connection: more than ${RATE.perSecond} messages a second; send fewer.`);
    return false;
  }

  #ping(): void {
    if (!this.#answeredPing) return this.#socket.terminate();
    const { idleMs } = this.#options.patience;
    if (performance.now() - this.#heardAt > idleMs) {
      return this.close(CLOSE_CODES.idle, `Connection: nothing came for ${idleMs / 60_000} minutes.`);
    }
    this.#answeredPing = false;
    this.#socket.ping();
  }

  async #release(hasSaidGoodbye: boolean): Promise<void> {
    clearTimeout(this.#helloTimer);
    clearInterval(this.#pingTimer);
    const { lobby, onFailure } = this.#options;
    const leave = (seat: Seat): Promise<void> => (hasSaidGoodbye ? lobby.end(seat) : lobby.leave(seat));
    await Promise.all([this.#seat && leave(this.#seat), this.#desk?.close()]).catch(onFailure);
  }
}

/** As a plain array: `slice` of Node's own copies nothing. */
function bytesOf(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const { buffer, byteOffset, length } = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer, byteOffset, length);
}

/** Compares in a time that tells nothing about where they differ; hashing makes the lengths equal. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
