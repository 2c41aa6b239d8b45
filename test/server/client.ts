import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import type { ClientMessageInput } from '../../server/client-message.ts';
import type { ServerMessage } from '../../server/protocol.ts';
import { serverMessage } from '../../server/server-message.ts';
import { decodeServerMessage, encodeMessage, PROTOCOL_VERSION } from '../../server/protocol.ts';

/** A client for tests: keeps what came, and waits for what is to come. */
export class Client {
  readonly socket: WebSocket;
  readonly received: ServerMessage[] = [];
  readonly closed: Promise<number>;
  #wake = (): void => {};
  #wrong: unknown = null;

  constructor(port: number, options: ClientOptions = {}) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, options);
    this.socket.binaryType = 'arraybuffer';
    this.socket.on('message', (data) => {
      if (data instanceof ArrayBuffer) this.#take(decodeServerMessage(data));
    });
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    void this.closed.then(() => this.#wake());
  }

  /** What the server says is as its schema says: anything else fails the test, whichever it is. */
  #take(message: ServerMessage): void {
    const { error } = serverMessage.safeParse(message);
    this.#wrong ??= error ?? null;
    this.received.push(message);
    this.#wake();
    if (error) throw error;
  }

  /** Until something else comes. @throws Error when nothing will, or what came is no message */
  async #wait(type: string): Promise<void> {
    if (this.#wrong) throw this.#wrong;
    if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`the socket closed before "${type}" came`);
    await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async open(): Promise<this> {
    if (this.socket.readyState === WebSocket.CONNECTING) {
      await new Promise((resolve, reject) => this.socket.once('open', resolve).once('error', reject));
    }
    return this;
  }

  /** Connects and says hello. */
  async hello(token?: string): Promise<this> {
    await this.open();
    this.send({ type: 'hello', version: PROTOCOL_VERSION, token });
    await this.next('welcome');
    return this;
  }

  /** Asks and waits for the answer with the request's id. @throws Error when that is an `error` */
  async ask<T extends ServerMessage['type']>(
    message: Extract<ClientMessageInput, { id: number }>,
    type: T,
  ): Promise<Extract<ServerMessage, { type: T }>> {
    this.send(message);
    for (;;) {
      const at = this.received.findIndex((answer) => 'id' in answer && answer.id === message.id);
      const [answer] = at < 0 ? [] : this.received.splice(at, 1);
      if (isOf(answer, type)) return answer;
      if (answer) throw new Error(answer.type === 'error' ? answer.message : `"${answer.type}" came for "${type}"`);
      await this.#wait(type);
    }
  }

  send(message: ClientMessageInput): void {
    this.socket.send(encodeMessage(message));
  }

  /** The first message of this type that is not among those already taken. */
  async next<T extends ServerMessage['type']>(type: T): Promise<Extract<ServerMessage, { type: T }>> {
    for (;;) {
      const at = this.received.findIndex((message) => message.type === type);
      const [found] = at < 0 ? [] : this.received.splice(0, at + 1).slice(-1);
      if (isOf(found, type)) return found;
      await this.#wait(type);
    }
  }
}

function isOf<T extends ServerMessage['type']>(
  message: ServerMessage | undefined,
  type: T,
): message is Extract<ServerMessage, { type: T }> {
  return message?.type === type;
}
