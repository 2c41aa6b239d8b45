import type { ClientMessageInput } from '../client-message.ts';
import type { ServerMessage } from '../protocol.ts';

/** `refused`: the other side answered and will not have us, so trying again would not help. */
export type LinkStatus = 'connecting' | 'open' | 'lost' | 'refused';

/** What a link tells the page. */
export interface LinkListener {
  onMessage(message: ServerMessage): void;
  onStatus(status: LinkStatus): void;
}

/** The page's way to whoever simulates: a server far away, or the page itself. */
export interface Link {
  /** Sends a message; false when there is nobody to hear it. */
  send(message: ClientMessageInput): boolean;
  /** Hangs up for good; the listener hears nothing more. */
  close(): void;
}

/** Opens a link that greets by itself, so that the first message is `welcome`, never heard before `connect` has returned. */
export type Connect = (listener: LinkListener) => Link;
