import type { ServerMessage } from './protocol.ts';

/** Where a session's messages go. */
export interface Outlet {
  /** Sends what must arrive. */
  send(message: ServerMessage): void;
  /** Sends what the next one replaces; dropped while the client is too slow. */
  offer(message: ServerMessage): void;
  /** Offers dropped so far. */
  readonly dropped: number;
}

/** Nobody listens. */
export const NOBODY: Outlet = { send: () => {}, offer: () => {}, dropped: 0 };
