import type { Gpu } from '../../env/gpu.ts';
import { type BenchPoint, FACTORS, type Factor, along, nameOf } from './point.ts';
import type { Row } from './row.ts';
import { STAGES, type Stage } from './stage-clock.ts';
import { element, niceTicks, shortNumber, text } from './svg.ts';

const TITLES: Readonly<Record<Factor, string>> = {
  envs: 'environments side by side',
  size: 'width and height of a frame, pixels',
  sensors: 'sensors',
  rooms: 'rooms of each house',
  level: 'physics',
  workers: 'threads that step the worlds',
};
const LEGEND_COLUMNS = 3;
const STAGE_COLOURS: Readonly<Record<Stage, string>> = {
  physics: '#d97706',
  cull: '#a3a3a3',
  encode: '#737373',
  gpu: '#2563eb',
  readback: '#7dd3fc',
  rest: '#e5e5e5',
};
const [INK, QUIET, GRID, LINE] = ['#1f2937', '#6b7280', '#e5e7eb', '#2563eb'];

const COLUMNS = 3;
/** A panel with its margins, and the plot in it, pixels. */
const PANEL = { width: 350, height: 285 };
const PLOT = { left: 50, top: 44, width: 280, height: 160 };
const HEAD = 70;

/** The picture of a report: speed along each factor that was varied, and what a step is made of. */
export function drawCurves(rows: readonly Row[], centre: BenchPoint, gpu: Pick<Gpu, 'driver' | 'adapter'>): string {
  const lines = FACTORS.map((factor) => ({ factor, line: along(rows, centre, factor) }));
  const curves = lines.filter(({ line }) => line.length > 1);
  const panels = curves.map(({ factor, line }) => drawSpeed(factor, line));
  const [stacked = lines[0]] = curves;
  panels.push(drawStages(stacked.factor, stacked.line));
  const width = PANEL.width * Math.min(COLUMNS, panels.length);
  const height = HEAD + PANEL.height * Math.ceil(panels.length / COLUMNS);
  const { envs, size, sensors, rooms, level, workers } = centre;
  const point = `${envs} environments, ${size}x${size} ${nameOf(sensors)}, ${rooms} rooms, ${level}, ${workers} workers`;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      'font-family': 'sans-serif',
      'font-size': 11,
    },
    element('rect', { width, height, fill: '#ffffff' }),
    text(`oikos bench on ${gpu.driver}: environment steps a second`, 20, 28, {
      fill: INK,
      'font-size': 16,
      'font-weight': 600,
    }),
    text(`${gpu.adapter}. Where a panel does not vary it: ${point}.`, 20, 48, { fill: QUIET }),
    ...panels.map((panel, i) => {
      const [x, y] = [(i % COLUMNS) * PANEL.width, HEAD + Math.floor(i / COLUMNS) * PANEL.height];
      return element('g', { transform: `translate(${x} ${y})` }, panel);
    }),
  );
}

/** Dots on a line over numbers, bars over names, each with its value. */
function drawSpeed(factor: Factor, line: readonly Row[]): string {
  const ticks = niceTicks(Math.max(...line.map(({ stepsPerSecond }) => stepsPerSecond)) * 1.1);
  const yOf = (value: number): number => PLOT.top + PLOT.height * (1 - value / ticks[ticks.length - 1]);
  const points = line.map((row, i) => ({ x: xOf(i, line.length), y: yOf(row.stepsPerSecond), row }));
  const isNumber = typeof line[0][factor] === 'number';
  const path = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const bar = Math.min(48, (PLOT.width / line.length) * 0.6);
  const marks = points.map(({ x, y }) =>
    isNumber
      ? element('circle', { cx: x, cy: y, r: 3.5, fill: LINE })
      : element('rect', { x: x - bar / 2, y, width: bar, height: yOf(0) - y, fill: LINE, rx: 2 }),
  );
  return [
    drawTitle(`steps/s by ${TITLES[factor]}`),
    ...ticks.map((tick) => drawTick(yOf(tick), shortNumber(tick))),
    ...(isNumber ? [element('path', { d: path, fill: 'none', stroke: LINE, 'stroke-width': 2 })] : []),
    ...marks,
    ...points.map(({ x, y, row }) =>
      text(shortNumber(row.stepsPerSecond), x, y - 8, { fill: INK, 'text-anchor': 'middle', 'font-weight': 600 }),
    ),
    ...drawNames(factor, line),
  ].join('');
}

/** Columns of shares, with the stages' names in colour above. */
function drawStages(factor: Factor, line: readonly Row[]): string {
  const width = Math.min(40, (PLOT.width / line.length) * 0.7);
  const columns = line.flatMap(({ stages }, i) => {
    let y = PLOT.top + PLOT.height;
    return STAGES.map((stage) => {
      const height = stages[stage] * PLOT.height;
      y -= height;
      return element('rect', { x: xOf(i, line.length) - width / 2, y, width, height, fill: STAGE_COLOURS[stage] });
    });
  });
  const legend = STAGES.map((stage, i) => {
    const x = PLOT.left + ((i % LEGEND_COLUMNS) * PLOT.width) / LEGEND_COLUMNS;
    const y = PLOT.top + PLOT.height + 28 + Math.floor(i / LEGEND_COLUMNS) * 16;
    const swatch = element('rect', { x, y, width: 8, height: 8, fill: STAGE_COLOURS[stage], rx: 1 });
    return swatch + text(stage, x + 13, y + 8, { fill: INK, 'font-size': 10 });
  });
  const ticks = [0, 0.5, 1].map((share) => drawTick(PLOT.top + PLOT.height * (1 - share), `${share * 100} %`));
  return [
    drawTitle(`what a step's time goes to, by ${TITLES[factor]}`),
    ...legend,
    ...ticks,
    ...columns,
    ...drawNames(factor, line),
  ].join('');
}

function drawTick(y: number, label: string): string {
  const right = PLOT.left + PLOT.width;
  return (
    element('line', { x1: PLOT.left, x2: right, y1: y, y2: y, stroke: GRID }) +
    text(label, PLOT.left - 8, y + 4, { fill: QUIET, 'text-anchor': 'end' })
  );
}

function drawTitle(title: string): string {
  return text(title, 20, PLOT.top - 20, { fill: INK, 'font-weight': 600 });
}

function drawNames(factor: Factor, line: readonly Row[]): string[] {
  return line.flatMap((row, i) => {
    const lines = nameOf(row[factor]).split(',');
    const x = xOf(i, line.length);
    return lines.map((name, l) =>
      text(name, x, PLOT.top + PLOT.height + 16 + l * 12, { fill: INK, 'text-anchor': 'middle' }),
    );
  });
}

function xOf(index: number, count: number): number {
  return PLOT.left + (PLOT.width * (index + 0.5)) / count;
}
