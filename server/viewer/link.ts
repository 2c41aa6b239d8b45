import type { ClientMessageInput } from '../client-message.ts';
import type { ServerMessage } from '../protocol.ts';
import { CLOSE_CODES, decodeServerMessage, encodeMessage, PROTOCOL_VERSION, SOCKET_PATH } from '../protocol.ts';

/** `refused`: the server answered and will not have us, so trying again would not help. */
export type LinkStatus = 'connecting' | 'open' | 'lost' | 'refused';

export interface LinkListener {
  onMessage(message: ServerMessage): void;
  onStatus(status: LinkStatus): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
const FINAL_CODES: readonly number[] = [CLOSE_CODES.version, CLOSE_CODES.token];

/** The page's socket: says hello, and comes back by itself when the server was away. */
export class Link {
  readonly #listener: LinkListener;
  #socket: WebSocket | null = null;
  #wait = FIRST_WAIT_MS;

  constructor(listener: LinkListener) {
    this.#listener = listener;
    this.#connect();
  }

  /** Sends a message; false when there is nobody to hear it. */
  send(message: ClientMessageInput): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(encodeMessage(message));
    return true;
  }

  #connect(): void {
    const address = new URL(SOCKET_PATH, location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    address.hash = '';
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onopen = () => {
      this.#wait = FIRST_WAIT_MS;
      const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined;
      this.send({ type: 'hello', version: PROTOCOL_VERSION, token });
      this.#listener.onStatus('open');
    };
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) this.#listener.onMessage(decodeServerMessage(data));
    };
    socket.onclose = ({ code }) => {
      if (FINAL_CODES.includes(code)) return this.#listener.onStatus('refused');
      this.#listener.onStatus('lost');
      setTimeout(() => this.#connect(), this.#wait);
      this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
    };
  }
}
