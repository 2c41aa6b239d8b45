/** Values over the steps; null where there is none. */
export interface CurveData {
  readonly steps: readonly number[];
  /** One row a line: the agent's, then its rival's. */
  readonly rows: readonly (readonly (number | null)[])[];
}

export interface CurveProps {
  readonly title: string;
  readonly data: CurveData;
  /** Step to mark. */
  readonly at: number;
  readonly format: (value: number) => string;
  /** Hears the step that was clicked. */
  readonly onSeek: (step: number) => void;
}

/** The picture is drawn in these units and stretched to its place. */
const WIDTH = 1000;
const HEIGHT = 100;
/** Share kept free above the highest value. */
const HEADROOM = 0.06;

/** One small curve with its value at the step on show; zero is always in sight. */
export function Curve({ title, data: { steps, rows }, at, format, onSeek }: CurveProps) {
  const values = rows.flat().filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = (high - low || 1) * (1 + HEADROOM);
  const lastStep = Math.max(1, steps.at(-1) ?? 0);
  const x = (step: number): number => (WIDTH * step) / lastStep;
  const y = (value: number): number => HEIGHT - (HEIGHT * (value - low)) / span;
  const index = steps.findLastIndex((step) => step <= at);
  const seek = ({ offsetX, currentTarget }: MouseEvent): void => {
    if (currentTarget instanceof Element) onSeek((lastStep * offsetX) / currentTarget.clientWidth);
  };
  return (
    <figure class="curve">
      <figcaption>
        <span>{title}</span>
        {rows.map((row, line) => (
          <b key={line}>{wordsFor(row[index], format)}</b>
        ))}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" onClick={seek}>
        <path class="zero" d={`M0 ${y(0)}H${WIDTH}`} />
        {rows.map((row, line) => (
          <polyline key={line} points={pointsOf(row, (i, value) => `${x(steps[i])},${y(value)}`)} />
        ))}
        <path class="now" d={`M${x(at)} 0V${HEIGHT}`} />
      </svg>
    </figure>
  );
}

function wordsFor(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? '–' : format(value);
}

function pointsOf(row: readonly (number | null)[], place: (index: number, value: number) => string): string {
  return row.flatMap((value, i) => (value === null ? [] : [place(i, value)])).join(' ');
}
