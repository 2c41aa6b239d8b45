import { type Pose, type Vec3, rotate, yawQuat } from '../geometry.ts';
import { moveFrom } from '../physics/joint.ts';
import { nearestIn } from '../physics/solid-box.ts';
import type { SolidBox } from '../physics/static-boxes.ts';
import { type Solid, belongsTo, findBetween } from '../physics/surroundings.ts';
import { cos, sin } from '../trigonometry.ts';

/** How far from the eye hands reach, metres (AI2-THOR's `visibilityDistance`). */
export const REACH = 1.5;
/** Tangent of half the field in which hands find things: AI2-THOR's camera sees 90 degrees. */
const FIELD = 1;

/** Metres from the eye to the nearest point of some boxes. */
export function distanceTo(eye: Vec3, boxes: readonly SolidBox[]): number {
  return Math.min(...boxes.map((box) => Math.hypot(...minus(nearestIn(box, eye), eye))));
}

/** Why hands cannot get at a thing: "is too far away ...", or null when they can. `solids` are all there are. */
export function whyOutOfReach(
  target: readonly Solid[],
  solids: readonly Solid[],
  pose: Pose,
  eye: Vec3,
): string | null {
  const boxes = target.flatMap((solid) => solid.boxes);
  const distance = distanceTo(eye, boxes);
  if (distance > REACH) return `is too far away (${distance.toFixed(2)} m; hands reach ${REACH} m)`;
  const points = boxes.flatMap((box) => pointsOf(box, eye)).filter((point) => isInField(minus(point, eye), pose));
  if (points.length === 0) return 'is not in view; turn or look towards it';
  const [{ kind, index }] = target;
  const isOwn = (solid: Solid): boolean =>
    kind === 'door' ? solid.kind === kind && solid.index === index : belongsTo(solid, index);
  const others = solids.filter((solid) => !solid.loose && !isOwn(solid));
  const hiders = points.map((point) => findBetween(eye, point, others));
  if (hiders.includes(null)) return null;
  const shut = hiders.find((hider) => hider?.isShut);
  return shut ? `is behind ${shut.name}, which is shut` : `is hidden by ${hiders[0]?.name ?? 'something'}`;
}

/** Its middle, the middles of its faces, and what is nearest. */
function pointsOf(box: SolidBox, eye: Vec3): Vec3[] {
  const frame = { position: box.center, rotation: box.rotation };
  const [w, h, d] = box.half;
  const ways: readonly Vec3[] = [
    [w, 0, 0],
    [0, h, 0],
    [0, 0, d],
  ];
  const faces = ways.flatMap(([x, y, z]) => [moveFrom(frame, [x, y, z]), moveFrom(frame, [-x, -y, -z])]);
  return [box.center, nearestIn(box, eye), ...faces];
}

function isInField(way: Vec3, { yaw, pitch }: Pose): boolean {
  const [x, y, z] = rotate([-sin(pitch / 2), 0, 0, cos(pitch / 2)], rotate(yawQuat(-yaw), way));
  return z < 0 && Math.abs(x) <= -z * FIELD && Math.abs(y) <= -z * FIELD;
}

function minus(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
