import type { ObjectAction } from '../interaction/actions.ts';
import { canCarry, isReceptacle } from '../interaction/affordances.ts';
import { type Pose, type Vec3, rotate } from '../geometry.ts';
import type { HouseObject } from '../house.ts';
import type { Rng } from '../random.ts';
import type { ResidentSite } from './resident.ts';
import { cos, sin } from '../trigonometry.ts';

/** One thing to do after another. */
export type Deed =
  | { readonly kind: 'go'; readonly to: Vec3 }
  | { readonly kind: 'face'; readonly point: Vec3 }
  | { readonly kind: 'act'; readonly command: ObjectAction }
  | { readonly kind: 'sit'; readonly seat: Pose; readonly rise: Pose; readonly steps: number }
  | { readonly kind: 'rest'; readonly steps: number };

const SEATS: ReadonlySet<string> = new Set(['ArmChair', 'Bed', 'Chair', 'Sofa', 'Stool', 'Toilet']);
/** How far before a seat one stands to sit down, and how far before its middle the middle of who sits is, metres. */
const SEAT_GAP = 0.4;
const LAP = 0.12;
/** Distances and directions at which one stands by a thing, metres. */
const STAND_DISTANCES = [0.5, 0.65, 0.8, 0.95];
const NUM_DIRECTIONS = 8;
const DRAWS = 8;

/** What somebody does next: mostly they go to another place; now and then they sit down, or carry a thing from place to place. */
export function drawChore(site: ResidentSite, walker: number, rng: Rng): Deed[] {
  const held = site.interaction.heldBy(walker);
  if (held !== null) return bring(site, rng);
  const chore = rng.pickWeighted([visit, sitDown, fetch], [0.45, 0.25, 0.3]);
  return chore(site, rng) ?? visit(site, rng);
}

function visit({ navMesh }: ResidentSite, rng: Rng): Deed[] {
  return [
    { kind: 'go', to: navMesh.randomPoint(rng) },
    { kind: 'rest', steps: rng.int(2, 16) },
  ];
}

function sitDown({ house, navMesh }: ResidentSite, rng: Rng): Deed[] | null {
  const seats = house.objects.filter(({ category, fixed }) => fixed && SEATS.has(category));
  for (const { position, rotation, size } of rng.shuffle(seats).slice(0, DRAWS)) {
    const [x, , z] = rotate(rotation, [0, 0, -1]);
    const away = size[2] / 2 + SEAT_GAP;
    const stand = navMesh.snap([position[0] + x * away, 0, position[2] + z * away]);
    if (stand === null) continue;
    // The way an object's front looks is that of who sits on it; both turn about the vertical alone.
    const yaw = (2 * Math.round(Math.atan2(rotation[1], rotation[3]) * 128)) / 128;
    const seat: Pose = { position: [position[0] + x * LAP, 0, position[2] + z * LAP], yaw, pitch: 0 };
    const rise: Pose = { position: stand, yaw, pitch: 0 };
    return [
      { kind: 'go', to: stand },
      { kind: 'sit', seat, rise, steps: rng.int(20, 80) },
    ];
  }
  return null;
}

/** Goes to a thing and takes it; where it is brought is decided with the thing in the hand. */
function fetch(site: ResidentSite, rng: Rng): Deed[] | null {
  const things = site.house.objects.filter(({ category, fixed }) => !fixed && canCarry(category));
  return workAt(site, things, 'PickUp', rng);
}

function bring(site: ResidentSite, rng: Rng): Deed[] {
  const places = site.house.objects.filter(({ category, fixed }) => fixed && isReceptacle(category));
  const drop: Deed = { kind: 'act', command: { action: 'Drop', target: '' } };
  return (rng.chance(0.9) ? workAt(site, places, 'Put', rng) : null) ?? [...visit(site, rng), drop];
}

/** Goes to one of some objects and does something with it. */
function workAt(
  site: ResidentSite,
  objects: readonly HouseObject[],
  action: ObjectAction['action'],
  rng: Rng,
): Deed[] | null {
  for (const { id } of rng.shuffle(objects).slice(0, DRAWS)) {
    const point = site.interaction.placeOf(id);
    const stand = point && findStand(site, point, rng);
    if (!point || !stand) continue;
    return [
      { kind: 'go', to: stand },
      { kind: 'face', point },
      { kind: 'act', command: { action, target: id } },
      { kind: 'rest', steps: rng.int(1, 4) },
    ];
  }
  return null;
}

/** A free place near a point, the nearest that a first direction drawn by chance gives. */
function findStand({ navMesh }: ResidentSite, [x, , z]: Vec3, rng: Rng): Vec3 | null {
  const first = rng.uniform(0, 2 * Math.PI);
  for (const distance of STAND_DISTANCES) {
    for (let i = 0; i < NUM_DIRECTIONS; i++) {
      const angle = first + (i * 2 * Math.PI) / NUM_DIRECTIONS;
      const point: Vec3 = [x + distance * sin(angle), 0, z + distance * cos(angle)];
      if (navMesh.isNavigable(point)) return point;
    }
  }
  return null;
}
