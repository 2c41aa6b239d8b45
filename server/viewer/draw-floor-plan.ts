import type { EpisodeSpec } from '../../env/env.ts';
import type { Color, Pose, Vec2 } from '../../env/geometry.ts';
import { rotate } from '../../env/geometry.ts';
import type { House, HouseObject, Room, RoomType } from '../../env/house.ts';
import { wallPieces } from '../../env/walls.ts';
import type { ExploredFloor } from '../protocol.ts';
import { goalPoints } from './house/goal-markers.ts';
import { extremes, framePlan } from './plan-frame.ts';
import { addPolygon, drawAgent, drawPerson, drawStar, drawUnseen, drawView, traceLine } from './plan-marks.ts';

/** An agent on the plan: where it is and where it has been. */
export interface PlanAgent {
  readonly pose: Pose;
  readonly trail: readonly Vec2[];
}

/** All that a plan shows. */
export interface FloorPlanContent {
  readonly house: House;
  readonly episode: EpisodeSpec;
  readonly agent: PlanAgent | null;
  readonly rival: PlanAgent | null;
  readonly people: readonly { readonly at: Vec2; readonly color: Color }[];
  readonly explored: ExploredFloor | null;
  /** The shortest way to the goal. */
  readonly path: readonly Vec2[];
  /** Id of the furniture that stands out. */
  readonly chosen: string | null;
}

const ROOM_WORDS: Readonly<Record<RoomType, string>> = {
  Kitchen: 'Kitchen',
  LivingRoom: 'Living',
  Bedroom: 'Bedroom',
  Bathroom: 'Bath',
  Hallway: 'Hall',
};
/** A piece of wall that leaves one's head free is a passage on the map, metres. */
const HEAD = 1.5;

/** Draws the house from above, as large as the canvas allows; colours come from the page's style. */
export function drawFloorPlan(canvas: HTMLCanvasElement, content: FloorPlanContent): void {
  const context = canvas.getContext('2d');
  if (!context || canvas.clientWidth === 0) return;
  canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
  canvas.height = Math.round(canvas.clientHeight * devicePixelRatio);
  const style = getComputedStyle(canvas);
  const color = (name: string): string => style.getPropertyValue(name);
  const { house, agent, rival } = content;
  const { scale, origin } = framePlan(house, canvas);
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.translate(...origin);
  context.scale(scale, scale);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const pixel = 1 / scale;

  for (const room of house.rooms) {
    context.fillStyle = color(`--room-${room.type.toLowerCase()}`);
    context.beginPath();
    addPolygon(context, room.polygon);
    context.fill();
  }
  for (const object of house.objects) {
    context.fillStyle = color(object.id === content.chosen ? '--accent' : '--furniture');
    context.beginPath();
    addPolygon(context, footprintOf(object));
    context.fill();
  }
  withinRooms(context, house, () => {
    if (content.explored) drawUnseen(context, content.explored, color('--unseen'));
    if (agent) drawView(context, agent.pose, color('--accent'));
  });
  drawWalls(context, house, { color: color('--wall'), pixel });
  for (const room of house.rooms) writeRoom(context, room, { color: color('--plan-text'), pixel });

  context.lineWidth = 2 * pixel;
  context.strokeStyle = color('--goal');
  context.setLineDash([5 * pixel, 5 * pixel]);
  traceLine(context, content.path);
  context.setLineDash([]);
  context.lineWidth = 2.5 * pixel;
  for (const [who, name] of [
    [rival, '--rival'],
    [agent, '--accent'],
  ] as const) {
    context.strokeStyle = color(name);
    traceLine(context, who?.trail ?? []);
  }
  const rim = color('--card');
  for (const {
    at,
    color: [r, g, b],
  } of content.people) {
    drawPerson(context, at, { fill: `rgb(${255 * r} ${255 * g} ${255 * b})`, rim, pixel });
  }
  for (const [x, , z] of goalPoints(house, content.episode)) {
    drawStar(context, [x, z], { fill: color('--goal'), rim, pixel });
  }
  if (rival) drawAgent(context, rival.pose, { fill: color('--rival'), rim, pixel });
  if (agent) drawAgent(context, agent.pose, { fill: color('--accent'), rim, pixel });
}

function footprintOf({ position, rotation, size }: HouseObject): Vec2[] {
  return [-0.5, 0.5].flatMap((a) =>
    [-0.5, 0.5].map((b): Vec2 => {
      const [x, , z] = rotate(rotation, [a * size[0], 0, (a < 0 ? b : -b) * size[2]]);
      return [position[0] + x, position[2] + z];
    }),
  );
}

function withinRooms(context: CanvasRenderingContext2D, house: House, draw: () => void): void {
  context.save();
  context.beginPath();
  for (const room of house.rooms) addPolygon(context, room.polygon);
  context.clip();
  draw();
  context.restore();
}

interface Pen {
  readonly color: string;
  readonly pixel: number;
}

function drawWalls(context: CanvasRenderingContext2D, house: House, { color, pixel }: Pen): void {
  context.strokeStyle = color;
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
}

function writeRoom(context: CanvasRenderingContext2D, room: Room, { color, pixel }: Pen): void {
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
