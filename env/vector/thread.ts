import type { Worker } from 'node:worker_threads';
import {
  type ThreadAnswers,
  type ThreadReply,
  type ThreadRequest,
  type ThreadSetup,
  type ThreadTask,
  isThrown,
  unpackError,
} from './thread-message.ts';

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that runs `world-thread`: started when it is first asked something, and started anew after it broke down. */
export class Thread {
  readonly #setup: ThreadSetup;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Promise<Worker> | null = null;
  #numCalls = 0;

  constructor(setup: ThreadSetup) {
    this.#setup = setup;
  }

  /** Asks for something; answers come in the order of the calls. @throws what the task threw; Error when the thread broke down */
  async call<T extends ThreadTask>(task: T): Promise<ThreadAnswers[T['kind']]> {
    const call = this.#numCalls++;
    const answer = new Promise<ThreadAnswers[T['kind']]>((resolve, reject) =>
      this.#waiting.set(call, { resolve, reject }),
    );
    this.#worker ??= this.#start();
    const worker = await this.#worker;
    // A thread that nobody waits for does not keep the process alive.
    worker.ref();
    worker.postMessage({ call, task } satisfies ThreadRequest);
    return answer;
  }

  async stop(): Promise<void> {
    const worker = await this.#worker;
    await worker?.terminate();
  }

  async #start(): Promise<Worker> {
    const worker = await startWorker(this.#setup);
    let reason = 'it ended';
    worker.on('message', (reply: ThreadReply) => this.#settle(worker, reply));
    worker.on('error', (error: Error) => (reason = error.message));
    worker.on('exit', () => {
      this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(new Error(`VectorEnv: a thread broke down: ${reason}.`));
      this.#waiting.clear();
    });
    return worker;
  }

  #settle(worker: Worker, { call, answer }: ThreadReply): void {
    const waiting = this.#waiting.get(call);
    this.#waiting.delete(call);
    if (this.#waiting.size === 0) worker.unref();
    if (isThrown(answer)) waiting?.reject(unpackError(answer));
    else waiting?.resolve(answer as never);
  }
}

/** Platform modules are loaded here and not above, because browsers have neither. */
async function startWorker(workerData: ThreadSetup): Promise<Worker> {
  const { Worker: NodeWorker } = await import('node:worker_threads');
  const entry = import.meta.url.replace(/thread(\.[jt]s)$/, 'world-thread$1');
  if (!entry.endsWith('.ts')) return new NodeWorker(new URL(entry), { workerData });
  // From the sources: Node cannot load them by itself, and takes no loader from `execArgv` for a thread's first file.
  const name = JSON.stringify(entry);
  const program = `require('node:module').register('tsx/esm', ${name}, { data: true }); import(${name});`;
  return new NodeWorker(program, { eval: true, workerData });
}
