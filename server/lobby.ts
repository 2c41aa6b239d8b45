import { randomBytes } from 'node:crypto';
import type { SessionOptions } from './session.ts';
import type { Outlet } from './outlet.ts';
import { Session } from './session.ts';
import type { SessionSources } from './watched.ts';

export interface LobbyOptions extends SessionOptions {
  readonly sources: SessionSources;
  /** How long a session waits for its watcher to come back. */
  readonly keepMs?: number;
  /** How many may wait at once; the one that waited longest goes first. */
  readonly mostKept?: number;
}

export const LOBBY_DEFAULTS = { keepMs: 60_000, mostKept: 16 } as const;

/** A session and the secret that opens it again. */
export interface Seat {
  readonly key: string;
  readonly session: Session;
  /** It was here before. */
  readonly resumed: boolean;
}

/** Where sessions whose connection was lost wait to be taken up again. */
export class Lobby {
  readonly #options: LobbyOptions & { readonly keepMs: number; readonly mostKept: number };
  /** By key, those whose watcher is here. */
  readonly #seated = new Map<string, { readonly session: Session; readonly onTaken: () => void }>();
  /** By key, in the order in which they began to wait. */
  readonly #waiting = new Map<string, { readonly session: Session; readonly timer: NodeJS.Timeout }>();
  readonly #closing = new Set<Promise<void>>();

  constructor(options: LobbyOptions) {
    this.#options = { ...LOBBY_DEFAULTS, ...options };
  }

  get numWaiting(): number {
    return this.#waiting.size;
  }

  /**
   * The session of a key, or a new one. Its messages go to the outlet once it is attached. A connection that still holds
   * the session, because its end was not noticed yet, is told by `onTaken` and has it no longer.
   */
  enter(key: string | undefined, outlet: Outlet, onTaken: () => void): Seat {
    const found = key === undefined ? undefined : this.#find(key);
    const session = found ?? new Session(this.#options.sources, outlet, this.#options);
    const seat = { key: found && key ? key : randomBytes(16).toString('hex'), session, resumed: found !== undefined };
    this.#seated.set(seat.key, { session, onTaken });
    return seat;
  }

  #find(key: string): Session | undefined {
    const seated = this.#seated.get(key);
    const kept = this.#waiting.get(key);
    seated?.onTaken();
    clearTimeout(kept?.timer);
    this.#waiting.delete(key);
    return (seated ?? kept)?.session;
  }

  /** The watcher has said goodbye. */
  async end({ key, session }: Pick<Seat, 'key' | 'session'>): Promise<void> {
    this.#seated.delete(key);
    await session.close();
  }

  /** The watcher is gone: the session waits for a while, unless there is nothing to come back to. */
  async leave({ key, session }: Pick<Seat, 'key' | 'session'>): Promise<void> {
    const { keepMs, mostKept } = this.#options;
    this.#seated.delete(key);
    session.detach();
    if (!session.isWorthKeeping) return session.close();
    const timer = setTimeout(() => void this.#end(key), keepMs);
    timer.unref();
    this.#waiting.set(key, { session, timer });
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > mostKept) await this.#end(oldest);
  }

  /** Ends all sessions that wait. */
  async close(): Promise<void> {
    await Promise.all([...this.#waiting.keys()].map((key) => this.#end(key)));
    await Promise.all(this.#closing);
  }

  async #end(key: string): Promise<void> {
    const kept = this.#waiting.get(key);
    if (!kept) return;
    clearTimeout(kept.timer);
    this.#waiting.delete(key);
    const closing = kept.session.close().catch((error) => this.#options.onFailure?.(error));
    this.#closing.add(closing);
    await closing;
    this.#closing.delete(closing);
  }
}
