import { UsageError } from '../env/errors.ts';

/** More requests than this at once are refused: they would be answered long after they were meant. */
const MAX_WAITING = 8;

/** Works off requests one after the other; what a failed one throws goes to its caller and stops no other. */
export class WorkQueue {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;
  #closed = false;

  /** Adds a request. @throws UsageError when too many are waiting */
  add(work: () => Promise<void>, onError: (error: unknown) => void): void {
    if (this.#waiting >= MAX_WAITING) {
      throw new UsageError(
        `Session: ${MAX_WAITING} requests are still waiting; wait for their answers before sending more.`,
      );
    }
    this.#waiting++;
    this.#last = this.#last.then(async () => {
      try {
        if (!this.#closed) await work();
      } catch (error) {
        onError(error);
      } finally {
        this.#waiting--;
      }
    });
  }

  /** Does something quick after what waits now. */
  after(work: () => void): void {
    this.#last = this.#last.then(() => {
      if (!this.#closed) work();
    });
  }

  /** Drops what waits, and lets what is under way come to its end. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
  }
}
