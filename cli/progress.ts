import { SingleBar } from 'cli-progress';

/** How often a log file or a pipe hears of progress, milliseconds. */
const SPARSE_MS = 10_000;

/** A command that fails at once, for a wrong value, has nothing but its error to show; one that works shows its line by then, milliseconds. */
const FIRST_LINE_MS = 2_000;

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
    format: `${label} {bar} {value}/{total} ${unit} | {rate}/s | {left} left {note}`,
    stream: process.stderr,
    barsize: 20,
    noTTYOutput: true,
    notTTYSchedule: SPARSE_MS,
    gracefulExit: false,
  });
  const start = performance.now();
  const show = (): void => {
    if (!bar.isActive) bar.start(total, initial, { rate: '0', left: '?', note: '' });
  };
  const first = setTimeout(show, FIRST_LINE_MS);
  try {
    return await work({
      update(count, note = '') {
        const seconds = Math.max(performance.now() - start, 1) / 1000;
        const rate = (count - initial) / seconds;
        show();
        bar.update(count, { rate: rate.toPrecision(3), left: formatSeconds((total - count) / rate), note });
      },
    });
  } finally {
    clearTimeout(first);
    // The bar holds a timer: a bar that is not stopped keeps the process alive.
    if (bar.isActive) bar.stop();
  }
}

/** `42s`, `3m 20s`, `2h 5m`; `?` while nothing is known. */
function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${whole % 60}s`;
  return `${Math.floor(whole / 3600)}h ${Math.floor((whole % 3600) / 60)}m`;
}
