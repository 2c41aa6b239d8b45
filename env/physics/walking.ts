import type { AgentBody } from '../env.ts';
import { type Vec2, type Vec3, forwardOf } from '../geometry.ts';
import type { Movables } from './movables.ts';
import { SKIN, sweepPastDisc } from './obstacles.ts';
import { slideAlong } from './slide.ts';
import type { Stance } from '../navigation/stance.ts';
import { type Way, along } from './way.ts';

/** Losing more than this to a wall is a collision, metres. */
const MAX_LOSS = 1e-3;
/** What is nearer than this to a walker's skin is touched, metres. */
const TOUCH = 2 * SKIN;
/** Who slides meets at most this many things in one step. */
const MAX_SLIDES = 3;

/** Who walk among what. */
export interface Walkers {
  readonly movables: Movables;
  readonly agent: AgentBody;
  /** By number of the walker. */
  readonly stances: readonly Stance[];
}

/** How far a walker is to go: metres, backwards where negative. */
export interface Walk {
  readonly who: number;
  readonly length: number;
}

/** A way as far as it is free. */
interface Plan extends Way {
  readonly isHindered: boolean;
}

/** Lets all walk side by side among rigid bodies, the first before the second; true for each whom something stopped. */
export function walkTogether(walks: readonly Walk[], walkers: Walkers): boolean[] {
  const { movables, stances } = walkers;
  const ends = stances.map(({ position }) => position);
  const plans = walks.map((walk) => {
    const plan = planWalk(walk, ends, walkers);
    ends[walk.who] = along(plan, plan.allowed);
    return plan;
  });
  const reached = movables.walk(plans);
  return plans.map((plan, i) => {
    stances[plan.who].position = along(plan, reached[i]);
    return plan.isHindered || reached[i] < plan.allowed;
  });
}

/**
 * Lets one walk at the kinematic level while the others stand where they are by now; true when something stopped them.
 * With `sliding`, what is left of the way leads along what it is.
 */
export function walkAlone({ who, length }: Walk, walkers: Walkers, sliding: boolean): boolean {
  const { movables, stances } = walkers;
  const stance = stances[who];
  const places = stances.map(({ position }) => position);
  const others = places.filter((_, other) => other !== who).map(([x, , z]): Vec2 => [x, z]);
  let plan = planWalk({ who, length }, places, walkers);
  let reached = movables.pushLeaves(plan, others);
  stance.position = along(plan, reached);
  const isStopped = plan.isHindered || reached < plan.allowed;
  let left = Math.abs(length) - reached;
  for (let i = 0; sliding && i < MAX_SLIDES && plan.isHindered && reached === plan.allowed; i++) {
    const slide = slideAlong(plan.heading, sidesNear(stance.position, others, walkers));
    if (slide === null) break;
    left *= slide.part;
    plan = planWay(who, slide.heading, left, places, walkers);
    reached = movables.pushLeaves(plan, others);
    stance.position = along(plan, reached);
    left -= reached;
  }
  return isStopped;
}

function planWalk({ who, length }: Walk, places: readonly Vec3[], walkers: Walkers): Plan {
  const [x, z] = forwardOf(walkers.stances[who].pose.yaw);
  return planWay(who, length < 0 ? [-x, -z] : [x, z], Math.abs(length), places, walkers);
}

/** How far a walker gets past walls, furniture and the others, who are at `places`. */
function planWay(
  who: number,
  heading: Vec2,
  wanted: number,
  places: readonly Vec3[],
  { movables, agent: { radius }, stances }: Walkers,
): Plan {
  const start = stances[who].position;
  const [x, , z] = along({ start, heading }, wanted);
  const from: Vec2 = [start[0], start[2]];
  let part = movables.freePart(from, [x, z], radius);
  places.forEach(([otherX, , otherZ], other) => {
    if (other !== who) part = Math.min(part, sweepPastDisc(from, [x, z], [otherX, otherZ], 2 * radius));
  });
  const allowed = wanted * part;
  return { who, start, heading, allowed, isHindered: allowed < wanted - MAX_LOSS };
}

/** Unit vectors away from all that a walker touches. */
function sidesNear([x, , z]: Vec3, others: readonly Vec2[], { movables, agent: { radius } }: Walkers): Vec2[] {
  const people = others.flatMap(([otherX, otherZ]): Vec2[] => {
    const distance = Math.hypot(x - otherX, z - otherZ);
    const isTouched = distance > 0 && distance < 2 * radius + TOUCH;
    return isTouched ? [[(x - otherX) / distance, (z - otherZ) / distance]] : [];
  });
  return [...movables.sidesNear([x, z], radius + TOUCH), ...people];
}
