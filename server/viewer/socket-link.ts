import type { ClientMessageInput } from '../client-message.ts';
import { CLOSE_CODES, decodeServerMessage, encodeMessage, PROTOCOL_VERSION, SOCKET_PATH } from '../protocol.ts';
import type { Link, LinkListener } from './link.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
const FINAL_CODES: readonly number[] = [CLOSE_CODES.version, CLOSE_CODES.token];

/** Links the page to the server it came from. */
export function connectSocket(listener: LinkListener): Link {
  return new SocketLink(listener);
}

/** The page's socket: says hello, and comes back by itself when the server was away. */
class SocketLink implements Link {
  readonly #listener: LinkListener;
  #socket: WebSocket | null = null;
  #wait = FIRST_WAIT_MS;
  #timer = 0;
  /** Opens the same session again. */
  #resume: string | undefined;

  constructor(listener: LinkListener) {
    this.#listener = listener;
    this.#connect();
  }

  send(message: ClientMessageInput): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(encodeMessage(message));
    return true;
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.#socket) this.#socket.onclose = this.#socket.onmessage = this.#socket.onopen = null;
    this.#socket?.close();
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
      this.send({ type: 'hello', version: PROTOCOL_VERSION, token, resume: this.#resume });
      this.#listener.onStatus('open');
    };
    socket.onmessage = ({ data }) => {
      if (!(data instanceof ArrayBuffer)) return;
      const message = decodeServerMessage(data);
      if (message.type === 'welcome') this.#resume = message.resume;
      this.#listener.onMessage(message);
    };
    socket.onclose = ({ code }) => {
      if (FINAL_CODES.includes(code)) return this.#listener.onStatus('refused');
      this.#listener.onStatus('lost');
      this.#timer = window.setTimeout(() => this.#connect(), this.#wait);
      this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
    };
  }
}
