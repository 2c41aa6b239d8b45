import { UsageError } from '../env/errors.ts';

/** What the batches of all clients may hold together, and each of them. */
export interface BudgetLimits {
  /** Bytes of one batch: its observations, and the textures that they are drawn into. */
  readonly batchBytes: number;
  /** Of all batches. */
  readonly bytes: number;
  readonly envs: number;
}

export const BUDGET: BudgetLimits = { batchBytes: 512 * 2 ** 20, bytes: 2048 * 2 ** 20, envs: 2048 };

/** What one batch takes. */
export interface Share {
  readonly bytes: number;
  readonly envs: number;
}

/** Keeps the memory of a server in bounds, whatever its clients ask for. */
export class Budget {
  #bytes = 0;
  #envs = 0;

  constructor(readonly limits: BudgetLimits = BUDGET) {}

  /** @throws UsageError when there is not so much left */
  take({ bytes, envs }: Share): void {
    const { limits } = this;
    if (bytes > limits.batchBytes) {
      throw new UsageError(
        `Batch: its pictures take ${toMebibytes(bytes)} MiB, more than ${toMebibytes(limits.batchBytes)}; ask for fewer or smaller ones.`,
      );
    }
    if (this.#bytes + bytes > limits.bytes || this.#envs + envs > limits.envs) {
      throw new UsageError(
        `Batch: ${envs} more environments are too many beside the ${this.#envs} that run here; ask for fewer, or later.`,
      );
    }
    this.#bytes += bytes;
    this.#envs += envs;
  }

  release({ bytes, envs }: Share): void {
    this.#bytes -= bytes;
    this.#envs -= envs;
  }

  /** Environments that batches hold now. */
  get envs(): number {
    return this.#envs;
  }
}

function toMebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
