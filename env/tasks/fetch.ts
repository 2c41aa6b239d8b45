import type { ResolvedCommand } from '../interaction/actions.ts';
import { canCarry, isReceptacle } from '../interaction/affordances.ts';
import { STOP } from '../env.ts';
import { ErrandTrial, findErrand } from './errand-trial.ts';
import type { Vec3 } from '../geometry.ts';
import { askForErrand } from './instructions.ts';
import { lookAt } from '../rendering/look-at.ts';
import { Route } from '../navigation/route.ts';
import { rememberViewpoints } from '../navigation/site-viewpoints.ts';
import { drawStart, isStartDistance } from '../navigation/starts.ts';
import type { Oracle, Proposer, Site, Task } from './task.ts';
import type { World } from '../world.ts';

/** Receptacles that are not asked for: they are shut, or a thing in them is lost to sight. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  'ClothesDryer',
  'Fridge',
  'Microwave',
  'Plate',
  'Safe',
  'Toilet',
  'WashingMachine',
]);

/**
 * Pick up a thing and put it on or in another.
 *
 * @see Szot et al. 2021, "Habitat 2.0", Pick and Place; the words mean one thing and one place, of each the only one of
 * its kind in the house
 */
export const fetch: Task = {
  name: 'fetch',
  rules: { successDistance: 0.1, stepLimit: 1000 },
  isOneWalk: false,
  createProposer,
  begin: (world) => new ErrandTrial(world),
  createOracle,
};

function createProposer(site: Site): Proposer {
  const { house, navMesh, rules } = site;
  const only = house.objects.filter(
    ({ category }) => house.objects.filter((other) => other.category === category).length === 1,
  );
  const things = only.filter(({ category, fixed }) => !fixed && canCarry(category));
  const places = only.filter(({ category, fixed }) => fixed && isReceptacle(category) && !NOT_ASKED.has(category));
  // Hands reach half a metre farther than a viewpoint is away.
  const viewpointsOf = rememberViewpoints(site);
  return (rng) => {
    if (things.length === 0 || places.length === 0) return null;
    const object = rng.pick(things);
    const receptacle = rng.pick(places);
    if (object.parentId === receptacle.id) return null;
    const start = drawStart(navMesh, rules.agent, rng);
    const fetching = navMesh.nearestOf(start.position, viewpointsOf(object));
    if (fetching.goal === null || !isStartDistance(fetching.distance)) return null;
    const carrying = navMesh.nearestOf(fetching.goal, viewpointsOf(receptacle));
    if (!isStartDistance(carrying.distance)) return null;
    return {
      start,
      category: null,
      goals: viewpointsOf(receptacle),
      subGoals: [
        { category: object.category, goals: viewpointsOf(object), geodesicDistance: fetching.distance },
        { category: receptacle.category, goals: viewpointsOf(receptacle), geodesicDistance: carrying.distance },
      ],
      errand: { object: object.id, receptacle: receptacle.id },
      geodesicDistance: fetching.distance + carrying.distance,
      instruction: askForErrand(object.category, receptacle.category, rng),
    };
  };
}

/** Goes to the thing, takes it, carries it to its place, puts it there and says stop. */
function createOracle(world: World): Oracle {
  const { spec, house, rules } = world;
  const { object, receptacle } = findErrand(house.objects, spec.errand);
  const [fetching, carrying] = spec.subGoals ?? [];
  const route = new Route(world);
  const script = play();
  return () => script.next().value ?? STOP;

  function* play(): Generator<ResolvedCommand, undefined> {
    yield* approach(fetching.goals, object.position);
    yield { action: 'PickUp', target: object.id };
    yield* approach(carrying.goals, receptacle.position);
    yield { action: 'Put', target: receptacle.id };
    return undefined;
  }

  function* approach(goals: readonly Vec3[], point: Vec3): Generator<ResolvedCommand> {
    route.setGoals(goals, rules.successDistance);
    for (let action = route.next(); action !== STOP; action = route.next()) yield action;
    yield* lookAt(world.pose, point, rules.agent);
  }
}
