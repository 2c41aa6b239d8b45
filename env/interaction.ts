import type { ObjectAction } from './actions.ts';
import type { House } from './house.ts';

/** What the agent does with its hands: finds the thing meant, says why it cannot be done, or does it. */
export class Interaction {
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** Category of what is carried, or null. */
  get held(): string | null {
    return null;
  }

  /** Does it and gives null, or changes nothing and says why in one sentence. */
  perform({ action, target }: ObjectAction): string | null {
    const object = this.#house.objects.find(({ id, category }) => id === target || category === target);
    if (object === undefined) return `${action}: there is no "${target}" in this house.`;
    return `${action}: ${object.id} does not allow it.`;
  }
}
