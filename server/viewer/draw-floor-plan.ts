import type { EpisodeSpec } from '../../env/env.ts';
import { CAMERA_DEFAULTS } from '../../env/env.ts';
import type { Pose, Vec2 } from '../../env/geometry.ts';
import { rotate } from '../../env/geometry.ts';
import type { House, Room, RoomType } from '../../env/house.ts';
import { wallPieces } from '../../env/walls.ts';
import { goalPoints } from './house/goal-markers.ts';

export interface FloorPlanContent {
  readonly house: House;
  readonly episode: EpisodeSpec;
  readonly pose: Pose | null;
  readonly trail: readonly Vec2[];
  /** The agent beside, where there is one. */
  readonly rival: Pose | null;
  readonly rivalTrail: readonly Vec2[];
}

const ROOM_WORDS: Readonly<Record<RoomType, string>> = {
  Kitchen: 'Kitchen',
  LivingRoom: 'Living',
  Bedroom: 'Bedroom',
  Bathroom: 'Bath',
  Hallway: 'Hall',
};
const MARGIN = 12;
const VIEW_REACH = 1.6;
/** A piece of wall that leaves one's head free is a passage on the map, metres. */
const HEAD = 1.5;

/** Draws the house from above, as large as the canvas allows; colours come from the page's style. */
export function drawFloorPlan(canvas: HTMLCanvasElement, content: FloorPlanContent): void {
  const { house, episode, pose, trail, rival, rivalTrail } = content;
  const context = canvas.getContext('2d');
  const { clientWidth, clientHeight } = canvas;
  if (!context || clientWidth === 0) return;
  canvas.width = Math.round(clientWidth * devicePixelRatio);
  canvas.height = Math.round(clientHeight * devicePixelRatio);
  const style = getComputedStyle(canvas);
  const color = (name: string): string => style.getPropertyValue(name);

  const corners = house.rooms.flatMap((room) => room.polygon);
  const [x0, x1] = extremes(corners.map(([x]) => x));
  const [z0, z1] = extremes(corners.map(([, z]) => z));
  const scale = Math.min((clientWidth - 2 * MARGIN) / (x1 - x0), (clientHeight - 2 * MARGIN) / (z1 - z0));
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.translate(clientWidth / 2 - (scale * (x0 + x1)) / 2, clientHeight / 2 - (scale * (z0 + z1)) / 2);
  context.scale(scale, scale);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const pixel = 1 / scale;

  for (const room of house.rooms) {
    context.fillStyle = color(`--room-${room.type.toLowerCase()}`);
    tracePolygon(context, room.polygon);
    context.fill();
  }
  context.fillStyle = color('--furniture');
  for (const { position, rotation, size } of house.objects) {
    const footprint = [-0.5, 0.5].flatMap((a) =>
      [-0.5, 0.5].map((b) => rotate(rotation, [a * size[0], 0, (a < 0 ? b : -b) * size[2]])),
    );
    tracePolygon(
      context,
      footprint.map(([x, , z]): Vec2 => [position[0] + x, position[2] + z]),
    );
    context.fill();
  }
  context.strokeStyle = color('--wall');
  context.lineWidth = Math.max(0.09, 2 * pixel);
  for (const wall of house.walls.filter((candidate) => !candidate.exterior)) {
    const length = Math.hypot(wall.to[0] - wall.from[0], wall.to[1] - wall.from[1]);
    const at = (x: number): Vec2 => [
      wall.from[0] + ((wall.to[0] - wall.from[0]) * x) / length,
      wall.from[1] + ((wall.to[1] - wall.from[1]) * x) / length,
    ];
    for (const piece of wallPieces(wall).filter(({ y0 }) => y0 < HEAD))
      traceLine(context, [at(piece.x0), at(piece.x1)]);
  }
  for (const room of house.rooms) writeRoom(context, room, { color: color('--plan-text'), pixel });

  context.lineWidth = 2.5 * pixel;
  context.strokeStyle = color('--rival');
  traceLine(context, rivalTrail);
  context.strokeStyle = color('--accent');
  traceLine(context, trail);
  for (const [x, , z] of goalPoints(house, episode)) {
    context.fillStyle = color('--goal');
    traceStar(context, x, z, 8 * pixel);
    context.fill();
    context.strokeStyle = color('--card');
    context.lineWidth = 1.5 * pixel;
    context.stroke();
  }
  if (rival) drawAgent(context, rival, { accent: color('--rival'), rim: color('--card'), pixel });
  if (pose) {
    context.save();
    context.beginPath();
    for (const room of house.rooms) addPolygon(context, room.polygon);
    context.clip();
    drawView(context, pose, color('--accent'));
    context.restore();
    drawAgent(context, pose, { accent: color('--accent'), rim: color('--card'), pixel });
  }
}

function extremes(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

function tracePolygon(context: CanvasRenderingContext2D, points: readonly Vec2[]): void {
  context.beginPath();
  addPolygon(context, points);
}

function addPolygon(context: CanvasRenderingContext2D, points: readonly Vec2[]): void {
  points.forEach(([x, z], i) => (i === 0 ? context.moveTo(x, z) : context.lineTo(x, z)));
  context.closePath();
}

function traceLine(context: CanvasRenderingContext2D, points: readonly Vec2[]): void {
  context.beginPath();
  for (const [x, z] of points) context.lineTo(x, z);
  context.stroke();
}

function traceStar(context: CanvasRenderingContext2D, x: number, z: number, radius: number): void {
  context.beginPath();
  for (let i = 0; i < 10; i++) {
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    const reach = i % 2 === 0 ? radius : radius * 0.46;
    context.lineTo(x + reach * Math.cos(angle), z + reach * Math.sin(angle));
  }
  context.closePath();
}

function writeRoom(
  context: CanvasRenderingContext2D,
  room: Room,
  { color, pixel }: { color: string; pixel: number },
): void {
  const [x0, x1] = extremes(room.polygon.map(([x]) => x));
  const [z0, z1] = extremes(room.polygon.map(([, z]) => z));
  context.save();
  context.translate((x0 + x1) / 2, (z0 + z1) / 2);
  context.scale(pixel, pixel);
  context.font = '600 11px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = color;
  const words = ROOM_WORDS[room.type];
  if (context.measureText(words).width < (x1 - x0) / pixel) context.fillText(words, 0, 0);
  context.restore();
}

interface AgentPaint {
  readonly accent: string;
  readonly rim: string;
  readonly pixel: number;
}

/** On the map z grows downwards, so yaw 0 (-Z) is up and turns run the other way round. */
function headingOf(yaw: number): number {
  return -Math.PI / 2 - yaw;
}

function drawView(context: CanvasRenderingContext2D, { position: [x, , z], yaw }: Pose, accent: string): void {
  const half = (CAMERA_DEFAULTS.hfovDeg * Math.PI) / 360;
  const heading = headingOf(yaw);
  context.globalAlpha = 0.22;
  context.fillStyle = accent;
  context.beginPath();
  context.moveTo(x, z);
  context.arc(x, z, VIEW_REACH, heading - half, heading + half);
  context.fill();
}

/** A drop whose point shows where the agent looks. */
function drawAgent(
  context: CanvasRenderingContext2D,
  { position, yaw }: Pose,
  { accent, rim, pixel }: AgentPaint,
): void {
  const size = 7 * pixel;
  context.save();
  context.translate(position[0], position[2]);
  context.rotate(headingOf(yaw));
  context.beginPath();
  context.moveTo(size * 1.35, 0);
  context.arc(0, 0, size, 0.9, 2 * Math.PI - 0.9);
  context.closePath();
  context.fillStyle = accent;
  context.fill();
  context.strokeStyle = rim;
  context.lineWidth = 1.5 * pixel;
  context.stroke();
  context.restore();
}
