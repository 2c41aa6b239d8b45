import { Encoder } from '@msgpack/msgpack';
import { UsageError } from '../env/errors.ts';
import { textureBytes } from '../env/rendering/drawing-budget.ts';
import { observationBytes } from './batch-columns.ts';
import type { BatchSources } from './batch-env.ts';
import type { BatchMessage } from './batch-message.ts';
import { MOST_ENVS, type BatchOptions, type BatchRequest } from './batch-request.ts';
import { Batch } from './batch.ts';
import type { Budget, Share } from './budget.ts';
import type { ErrorMessage } from './protocol.ts';
import type { Place, Turns } from './turns.ts';
import { WorkQueue } from './work-queue.ts';

/** Batches of one client at a time. */
const MOST_BATCHES = 4;

/** Takes the bytes of a message, and resolves when they may be overwritten. */
export type Deliver = (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

export interface BatchDeskOptions {
  readonly sources: BatchSources;
  readonly budget: Budget;
  readonly turns: Turns;
  readonly deliver: Deliver;
  /** Hears what is no fault of the client. */
  readonly onFailure: (error: unknown) => void;
}

interface OpenBatch {
  readonly batch: Batch;
  readonly share: Share;
}

/** Where one client's requests about its batches are worked off, one after the other. */
export class BatchDesk {
  readonly #options: BatchDeskOptions;
  readonly #queue = new WorkQueue();
  readonly #place: Place;
  readonly #batches = new Map<number, OpenBatch>();
  /** Kept, for its buffer has grown to the size of the answers. */
  readonly #encoder = new Encoder({ ignoreUndefined: true });
  #numMade = 0;

  constructor(options: BatchDeskOptions) {
    this.#options = options;
    this.#place = options.turns.join();
  }

  /** Does what a client asks, and answers. @throws UsageError when too many requests are waiting */
  handle(request: BatchRequest): void {
    const { deliver, onFailure } = this.#options;
    this.#queue.add(async () => {
      const answering = this.#place.take(() => this.#answer(request));
      const answer = await answering.catch((error) => this.#explain(error, request.id));
      await deliver(this.#encoder.encodeSharedRef(answer));
    }, onFailure);
  }

  /** Breaks off what is under way and frees all batches. */
  async close(): Promise<void> {
    this.#place.leave();
    await this.#queue.close();
    await Promise.all([...this.#batches.keys()].map((number) => this.#free(number)));
  }

  async #answer(request: BatchRequest): Promise<BatchMessage> {
    const { id } = request;
    switch (request.type) {
      case 'make':
        return this.#make(id, request);
      case 'resetBatch':
        return { type: 'results', id, batch: request.batch, ...(await this.#expect(request.batch).reset(request)) };
      case 'stepBatch':
        return { type: 'results', id, batch: request.batch, ...(await this.#expect(request.batch).step(request)) };
      case 'closeBatch':
        this.#expect(request.batch);
        await this.#free(request.batch);
        return { type: 'closed', id };
    }
  }

  async #make(id: number, options: BatchOptions): Promise<BatchMessage> {
    const { sources, budget } = this.#options;
    if (this.#batches.size >= MOST_BATCHES) {
      throw new UsageError(`Batch: ${MOST_BATCHES} are open already; close one, or connect once more.`);
    }
    const share = shareOf(options);
    const held = [...this.#batches.values()].reduce((sum, open) => sum + open.share.envs, 0);
    if (held + share.envs > MOST_ENVS) {
      throw new UsageError(`Batch: ${share.envs} more environments are too many beside your ${held}; close a batch.`);
    }
    budget.take(share);
    try {
      const batch = await Batch.create(options, sources, this.#place.rest);
      const number = this.#numMade++;
      this.#batches.set(number, { batch, share });
      return { type: 'made', id, batch: number, ...batch.describe(sources.device) };
    } catch (error) {
      budget.release(share);
      throw error;
    }
  }

  #expect(number: number): Batch {
    const open = this.#batches.get(number);
    if (open) return open.batch;
    const known = [...this.#batches.keys()].join(', ') || 'none';
    throw new UsageError(`Batch: there is no batch ${number} (open: ${known}); send "make" first.`);
  }

  async #free(number: number): Promise<void> {
    const open = this.#batches.get(number);
    if (!open) return;
    this.#batches.delete(number);
    try {
      await open.batch.close();
    } finally {
      this.#options.budget.release(open.share);
    }
  }

  #explain(error: unknown, id: number): ErrorMessage {
    if (error instanceof UsageError) return { type: 'error', message: error.message, id };
    this.#options.onFailure(error);
    const reason = error instanceof Error ? error.message : String(error);
    return { type: 'error', message: `Batch: the request failed (${reason}); reset the batch.`, id };
  }
}

/** What a batch is going to take. */
function shareOf(options: BatchOptions): Share {
  const envs = Math.max(options.numEnvs, options.agents);
  const drawn = options.sensors.length > 0 ? textureBytes(envs, options.camera) : 0;
  return { envs, bytes: envs * observationBytes(options) + drawn };
}
