import { UsageError } from '../env/errors.ts';

/** What counts as one turn, milliseconds: more than a step takes, even where a machine has much else to do. */
const TURN_MS = 20;
/** Work as long as this, making a house, is free at first: those who begin together shall go on together. */
const LONG_MS = 50;
const FREE_MS = 1_000;
/** Others are let go first after so much of long work, milliseconds. */
const REST_MS = 5;
/** How long one who has had more lets one who has had less come back, milliseconds. */
const GRACE_MS = 2;

/** One client's place in the line. */
export interface Place {
  /** Does some work when its turn has come, and gives what it gives. @throws UsageError when its client has left by then */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** Within long work, now and then: lets others go first once it has had its turn. @throws as `take` */
  rest(): Promise<void>;
  /** What waits or rests gives up. */
  leave(): void;
}

/** What is known of a place. */
interface Standing {
  numTurns: number;
  hasLeft: boolean;
  /** Milliseconds of long work that are not counted yet. */
  free: number;
  /** When its turn began. */
  since: number;
  /** Until its next turn; two parts of the same work may rest at once. */
  resting: Promise<void> | null;
}

/**
 * Lets many take turns at one processor: who has had the fewest goes first, and among equals who has asked first. So
 * those who do little wait no longer than for one part of the work of those who do much, and whoever sends many requests
 * ahead goes no sooner than the rest.
 */
export class Turns {
  readonly #line: { readonly standing: Standing; readonly go: () => void }[] = [];
  #isTaken = false;
  #last: Standing | null = null;
  /** How many turns the last one had had: who comes back begins there, for turns are not saved up. */
  #reached = 0;
  #grace: ReturnType<typeof setTimeout> | undefined;

  join(): Place {
    const standing: Standing = { numTurns: 0, hasLeft: false, free: FREE_MS, since: 0, resting: null };
    return {
      take: async (work) => {
        await this.#begin(standing);
        try {
          checkPresent(standing);
          return await work();
        } finally {
          this.#end(standing);
        }
      },
      rest: async () => {
        checkPresent(standing);
        if (performance.now() - standing.since < REST_MS) return;
        standing.resting ??= this.#rest(standing);
        await standing.resting;
        checkPresent(standing);
      },
      leave: () => {
        standing.hasLeft = true;
      },
    };
  }

  async #begin(standing: Standing): Promise<void> {
    standing.numTurns = Math.max(standing.numTurns, this.#reached);
    await new Promise<void>((go) => {
      this.#line.push({ standing, go });
      if (!this.#isTaken) this.#goOn();
    });
    standing.since = performance.now();
  }

  #end(standing: Standing): void {
    const took = performance.now() - standing.since;
    const spared = took < LONG_MS ? 0 : Math.min(took, standing.free);
    standing.free -= spared;
    standing.numTurns += 1 + Math.floor((took - spared) / TURN_MS);
    this.#last = standing;
    // Between turns sockets are read and written.
    afterEvents(() => this.#goOn());
  }

  async #rest(standing: Standing): Promise<void> {
    this.#end(standing);
    await this.#begin(standing);
    standing.resting = null;
  }

  #goOn(hasWaited = false): void {
    clearTimeout(this.#grace);
    this.#isTaken = false;
    if (this.#line.length === 0) return;
    const next = this.#line.reduce((a, b) => (b.standing.numTurns < a.standing.numTurns ? b : a));
    // The one who has just had a turn may ask again as soon as it has read the answer.
    if (!hasWaited && this.#last && this.#last !== next.standing && this.#last.numTurns < next.standing.numTurns) {
      this.#grace = setTimeout(() => this.#goOn(true), GRACE_MS);
      return;
    }
    this.#isTaken = true;
    this.#line.splice(this.#line.indexOf(next), 1);
    this.#reached = next.standing.numTurns;
    next.go();
  }
}

function checkPresent({ hasLeft }: Standing): void {
  if (hasLeft) throw new UsageError('Turns: who asked for this has left.');
}

/** `setImmediate` of Node; browsers have timers alone. */
function afterEvents(work: () => void): void {
  if (typeof setImmediate === 'function') setImmediate(work);
  else setTimeout(work);
}
