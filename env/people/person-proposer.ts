import { withResidents } from './residents.ts';
import { drawStart } from '../navigation/starts.ts';
import type { Proposer, Site } from '../tasks/task.ts';

/** Proposes episodes with one person in the house, who starts so many metres away on foot. */
export function proposeWithPerson(
  { house, navMesh, rules, seed }: Site,
  distance: { readonly min: number; readonly max: number },
  instructions: readonly string[],
): Proposer {
  return (rng) => {
    const start = drawStart(navMesh, rules.agent, rng);
    const people = withResidents(house, navMesh, { start, seed, residents: 1 }).people ?? [];
    const goal = people[people.length - 1].start.position;
    const geodesicDistance = navMesh.distance(start.position, goal);
    if (geodesicDistance < distance.min || geodesicDistance > distance.max) return null;
    return {
      start,
      category: null,
      goals: [goal],
      residents: 1,
      geodesicDistance,
      instruction: rng.pick(instructions),
    };
  };
}
