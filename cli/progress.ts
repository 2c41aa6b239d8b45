import { SingleBar } from 'cli-progress';

/** How often a log file or a pipe hears of progress, milliseconds. */
const SPARSE_MS = 10_000;

export interface ProgressOptions {
  /** What is being done, for example `collect`. */
  readonly label: string;
  readonly total: number;
  /** What is counted, in the plural, for example `episodes`. */
  readonly unit: string;
  /** Counted before this process began (a resumed run); left out of the rate. */
  readonly initial?: number;
}

/** How far a long command has come, moved by the command's loop. */
export interface Progress {
  /** Sets how many are finished; `note` stands at the end of the line, for example `loss 0.41`. */
  update(count: number, note?: string): void;
}

/** Runs `work` under a progress line on stderr with rate and time left: a moving bar on a terminal, a line now and then elsewhere. */
export async function withProgress<T>(options: ProgressOptions, work: (progress: Progress) => Promise<T>): Promise<T> {
  const { label, total, unit, initial = 0 } = options;
  const bar = new SingleBar({
    format: `${label} {bar} {value}/{total} ${unit} | {rate}/s | {eta_formatted} left {note}`,
    stream: process.stderr,
    barsize: 20,
    etaBuffer: 50,
    noTTYOutput: true,
    notTTYSchedule: SPARSE_MS,
    gracefulExit: false,
  });
  const start = performance.now();
  bar.start(total, initial, { rate: '0', note: '' });
  try {
    return await work({
      update(count, note = '') {
        const seconds = Math.max(performance.now() - start, 1) / 1000;
        bar.update(count, { rate: ((count - initial) / seconds).toPrecision(3), note });
      },
    });
  } finally {
    // The bar holds a timer: a bar that is not stopped keeps the process alive.
    bar.stop();
  }
}
