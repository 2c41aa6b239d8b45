import { STOP } from '../env.ts';
import { CompanyTrial } from './company-trial.ts';
import { PersonTarget } from '../people/person-target.ts';
import { PersonWalk, WAIT } from '../people/person-walk.ts';
import { proposeWithPerson } from '../people/person-proposer.ts';
import type { Oracle, Task } from './task.ts';
import type { World } from '../world.ts';

/** Find somebody who goes about the house, and say stop near them, facing them. @see Puig et al. 2023, "Habitat 3.0", social navigation */
export const findperson: Task = {
  name: 'findperson',
  rules: { successDistance: 2, stepLimit: 1000 },
  isOneWalk: false,
  // Who is looked for walks away, or comes along.
  leastSpl: 0,
  createProposer: (site) =>
    proposeWithPerson(site, { min: 3, max: 30 }, ['find the person', 'where is somebody?', 'look for the person']),
  begin: (world) => new CompanyTrial(world, { steps: Infinity, leastShare: null }),
  createOracle,
};

function createOracle(world: World): Oracle {
  const target = new PersonTarget(world);
  const walk = new PersonWalk(world, target);
  return () => walk.next() ?? (target.isInCompany ? STOP : WAIT);
}
