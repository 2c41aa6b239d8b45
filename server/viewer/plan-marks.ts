import { CAMERA_DEFAULTS } from '../../env/env.ts';
import type { Pose, Vec2 } from '../../env/geometry.ts';
import type { ExploredFloor } from '../protocol.ts';

const VIEW_REACH = 1.6;

/** How something is painted on the plan; `pixel` is the size of one, metres. */
export interface MarkPaint {
  readonly fill: string;
  readonly rim: string;
  readonly pixel: number;
}

/** A path along these points, not closed. */
export function traceLine(context: CanvasRenderingContext2D, points: readonly Vec2[]): void {
  context.beginPath();
  for (const [x, z] of points) context.lineTo(x, z);
  context.stroke();
}

/** Adds a closed outline to the path. */
export function addPolygon(context: CanvasRenderingContext2D, points: readonly Vec2[]): void {
  points.forEach(([x, z], i) => (i === 0 ? context.moveTo(x, z) : context.lineTo(x, z)));
  context.closePath();
}

/** A star where a goal is. */
export function drawStar(context: CanvasRenderingContext2D, [x, z]: Vec2, { fill, rim, pixel }: MarkPaint): void {
  context.beginPath();
  for (let i = 0; i < 10; i++) {
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    const reach = (i % 2 === 0 ? 8 : 3.7) * pixel;
    context.lineTo(x + reach * Math.cos(angle), z + reach * Math.sin(angle));
  }
  context.closePath();
  fillWithRim(context, { fill, rim, pixel });
}

/** A dot where somebody stands. */
export function drawPerson(context: CanvasRenderingContext2D, [x, z]: Vec2, paint: MarkPaint): void {
  context.beginPath();
  context.arc(x, z, 5 * paint.pixel, 0, 2 * Math.PI);
  fillWithRim(context, paint);
}

/** What the agent has in view, as a fan. */
export function drawView(context: CanvasRenderingContext2D, { position: [x, , z], yaw }: Pose, fill: string): void {
  const half = (CAMERA_DEFAULTS.hfovDeg * Math.PI) / 360;
  const heading = headingOf(yaw);
  context.globalAlpha = 0.25;
  context.fillStyle = fill;
  context.beginPath();
  context.moveTo(x, z);
  context.arc(x, z, VIEW_REACH, heading - half, heading + half);
  context.fill();
  context.globalAlpha = 1;
}

/** A drop whose point shows where the agent looks. */
export function drawAgent(context: CanvasRenderingContext2D, { position, yaw }: Pose, paint: MarkPaint): void {
  const size = 7 * paint.pixel;
  context.save();
  context.translate(position[0], position[2]);
  context.rotate(headingOf(yaw));
  context.beginPath();
  context.moveTo(size * 1.35, 0);
  context.arc(0, 0, size, 0.9, 2 * Math.PI - 0.9);
  context.closePath();
  fillWithRim(context, paint);
  context.restore();
}

/** A veil over what has not been seen. */
export function drawUnseen(context: CanvasRenderingContext2D, explored: ExploredFloor, color: string): void {
  const { cell, origin, width, height, seen } = explored;
  const veil = new OffscreenCanvas(width, height);
  const brush = veil.getContext('2d');
  if (!brush) return;
  brush.fillStyle = color;
  seen.forEach((isSeen, i) => {
    if (!isSeen) brush.fillRect(i % width, Math.floor(i / width), 1, 1);
  });
  context.imageSmoothingEnabled = true;
  context.drawImage(veil, origin[0], origin[1], width * cell, height * cell);
}

/** On the map z grows downwards, so yaw 0 (-Z) is up and turns run the other way round. */
function headingOf(yaw: number): number {
  return -Math.PI / 2 - yaw;
}

function fillWithRim(context: CanvasRenderingContext2D, { fill, rim, pixel }: MarkPaint): void {
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = rim;
  context.lineWidth = 1.5 * pixel;
  context.stroke();
}
