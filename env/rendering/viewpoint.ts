import type { Pose, Vec2 } from '../geometry.ts';
import type { House } from '../house.ts';
import type { ModelLibrary } from '../model.ts';
import { AGENT } from '../env.ts';
import type { Gpu } from '../gpu.ts';
import { Obstacles } from '../physics/obstacles.ts';
import { Rng } from '../random.ts';
import { eyePose, Renderer } from './renderer.ts';
import { buildScene, initialPoses } from './scene.ts';
import { isInside } from '../walls.ts';

const CANDIDATES_PER_ROOM = 16;
const ATTEMPTS_PER_ROOM = 200;
/** Fewer pixels of a thing than this are not seen by a person. */
const FEWEST_PIXELS = 6;
const PREVIEW = { width: 40, height: 40, hfovDeg: 79 };

/** Among many places where the agent can stand, the one from which most things are seen and none fills the picture. */
export async function findViewpoint(house: House, library: ModelLibrary, gpu: Gpu, seed: string): Promise<Pose> {
  const candidates = listStands(house, library, new Rng(`${seed}/viewpoint`));
  const renderer = await Renderer.create({
    gpu,
    library,
    numEnvs: 1,
    sensors: ['instance'],
    camera: PREVIEW,
    layout: 'targets',
  });
  renderer.setScene(0, buildScene(house, library));
  renderer.setPoses(0, initialPoses(house, library));
  let best = candidates[0];
  let most = -Infinity;
  for (const candidate of candidates) {
    renderer.setCamera(0, eyePose(candidate));
    const [{ instance = new Uint16Array() }] = await renderer.render();
    const score = interest(instance);
    if (score > most) [best, most] = [candidate, score];
  }
  renderer.dispose();
  return best;
}

/** Free places in random rooms with random headings. */
export function findStands(house: House, library: ModelLibrary, rng: Rng, count: number): Pose[] {
  const stands = listStands(house, library, rng);
  return Array.from({ length: count }, () => rng.pick(stands));
}

/** How many things are seen; a thing that fills more than a third of the picture counts against it. */
function interest(instance: Uint16Array): number {
  const pixels = new Map<number, number>();
  for (const id of instance) pixels.set(id, (pixels.get(id) ?? 0) + 1);
  const sizes = [...pixels.values()];
  const crowding = Math.max(0, Math.max(...sizes) / instance.length - 1 / 3);
  return sizes.filter((size) => size >= FEWEST_PIXELS).length - 20 * crowding;
}

/** Places with room for the agent in every room, looking at twelve headings; the middle of the first room when none is free. */
function listStands(house: House, library: ModelLibrary, rng: Rng): Pose[] {
  const obstacles = Obstacles.ofHouse(house, library);
  const stands = house.rooms.flatMap((room) => {
    const xs = room.polygon.map((point) => point[0]);
    const zs = room.polygon.map((point) => point[1]);
    const found: Pose[] = [];
    for (let i = 0; i < ATTEMPTS_PER_ROOM && found.length < CANDIDATES_PER_ROOM; i++) {
      const spot: Vec2 = [rng.uniform(Math.min(...xs), Math.max(...xs)), rng.uniform(Math.min(...zs), Math.max(...zs))];
      const yaw = rng.int(0, 11) * AGENT.turnAngle;
      if (!isInside(room.polygon, spot) || obstacles.clearance(spot) < AGENT.radius) continue;
      found.push({ position: [spot[0], 0, spot[1]], yaw, pitch: -0.17 });
    }
    return found;
  });
  const [x, z] = house.rooms[0].polygon[0];
  return stands.length > 0 ? stands : [{ position: [x, 0, z], yaw: 0, pitch: 0 }];
}
