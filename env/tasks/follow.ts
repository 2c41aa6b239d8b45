import { CompanyTrial } from './company-trial.ts';
import { PersonTarget } from '../people/person-target.ts';
import { PersonWalk, WAIT } from '../people/person-walk.ts';
import { proposeWithPerson } from '../people/person-proposer.ts';
import type { Oracle, Task } from './task.ts';
import type { World } from '../world.ts';

/** Stay near somebody who goes about the house, for as long as the episode lasts. @see Puig et al. 2023, "Habitat 3.0", social navigation */
export const follow: Task = {
  name: 'follow',
  // habitat-lab social navigation: 1 to 2 m.
  rules: { successDistance: 2, stepLimit: 300 },
  isOneWalk: false,
  leastSpl: 0,
  createProposer: (site) =>
    proposeWithPerson(site, { min: 1, max: 4 }, [
      'follow the person',
      'stay with the person',
      'go where the person goes',
    ]),
  begin: (world) => new CompanyTrial(world, { steps: world.rules.stepLimit, leastShare: 0.5 }),
  createOracle,
};

function createOracle(world: World): Oracle {
  const walk = new PersonWalk(world, new PersonTarget(world));
  return () => walk.next() ?? WAIT;
}
