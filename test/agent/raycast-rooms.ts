import { AGENT, MOVE_FORWARD, TURN_LEFT, TURN_RIGHT } from '../../env/env.ts';
import { Rng } from '../../env/random.ts';
import type { Recording } from '../../agent/recording.ts';

const ROOM = 6;
const HFOV = (79 * Math.PI) / 180;

/** Moving pictures without a renderer: an agent turns and walks in a square room with striped, coloured walls. */
export function recordRaycastRoom(seed: string, numFrames: number, size: number): Recording {
  const rng = new Rng(seed);
  const colors = Array.from({ length: 4 }, () => [rng.int(40, 220), rng.int(40, 220), rng.int(40, 220)]);
  const stripe = rng.uniform(0.4, 1.2);
  const rgb = new Uint8Array(numFrames * size * size * 3);
  const depth = new Uint16Array(numFrames * size * size);
  const poses = new Float32Array(numFrames * 4);
  const actions = new Uint8Array(numFrames - 1);
  const collided = new Uint8Array(numFrames - 1);
  let x = rng.uniform(1.5, ROOM - 1.5);
  let z = rng.uniform(1.5, ROOM - 1.5);
  let yaw = (rng.int(0, 11) * Math.PI) / 6;
  for (let frame = 0; frame < numFrames; frame++) {
    poses.set([x, z, yaw, 0], frame * 4);
    draw(frame);
    if (frame === numFrames - 1) break;
    const action = rng.pickWeighted([MOVE_FORWARD, TURN_LEFT, TURN_RIGHT], [2, 1, 1]);
    actions[frame] = action;
    if (action === TURN_LEFT) yaw += AGENT.turnAngle;
    if (action === TURN_RIGHT) yaw -= AGENT.turnAngle;
    if (action !== MOVE_FORWARD) continue;
    const nextX = x - Math.sin(yaw) * AGENT.stepLength;
    const nextZ = z - Math.cos(yaw) * AGENT.stepLength;
    const inside = Math.min(nextX, nextZ) > 0.3 && Math.max(nextX, nextZ) < ROOM - 0.3;
    if (inside) [x, z] = [nextX, nextZ];
    else collided[frame] = 1;
  }
  return {
    seed,
    house: seed,
    numRooms: 1,
    instruction: '',
    width: size,
    height: size,
    rgb,
    depth,
    semantic: new Uint8Array(numFrames * size * size),
    actions,
    poses,
    collided,
  };

  function draw(frame: number): void {
    const focal = size / 2 / Math.tan(HFOV / 2);
    for (let u = 0; u < size; u++) {
      const side = (u + 0.5 - size / 2) / focal;
      // Camera ray on the ground plane, of length 1 along the camera's axis.
      const dx = -Math.sin(yaw) + side * Math.cos(yaw);
      const dz = -Math.cos(yaw) - side * Math.sin(yaw);
      const toX = (dx > 0 ? ROOM - x : -x) / dx;
      const toZ = (dz > 0 ? ROOM - z : -z) / dz;
      const distance = Math.min(toX, toZ);
      const along = toX < toZ ? z + dz * distance : x + dx * distance;
      const wall = toX < toZ ? (dx > 0 ? 0 : 1) : dz > 0 ? 2 : 3;
      const shade = Math.floor(along / stripe) % 2 === 0 ? 1 : 0.6;
      for (let v = 0; v < size; v++) {
        const rise = ((size / 2 - v - 0.5) / focal) * distance;
        const pixel = frame * size * size + v * size + u;
        const color = rise > 1.6 ? [225, 225, 220] : rise < -AGENT.cameraHeight ? [120, 90, 70] : colors[wall];
        depth[pixel] = distance * 1000;
        rgb.set(
          color.map((value) => value * shade),
          pixel * 3,
        );
      }
    }
  }
}
