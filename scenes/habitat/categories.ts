import { OBJECT_CATEGORIES, categoryWords } from '../../env/categories.ts';
import { categoryOfName } from '../category-names.ts';

/** The six goals of Habitat's ObjectNav challenges, in the order of their ids. */
const HABITAT_GOALS = [
  ['chair', 'Chair'],
  ['bed', 'Bed'],
  ['plant', 'HousePlant'],
  ['toilet', 'Toilet'],
  ['tv_monitor', 'Television'],
  ['sofa', 'Sofa'],
] as const;

/** Our category of a goal by Habitat's name, for example `tv_monitor`; null where we have none, as for `fireplace`. */
export function fromHabitatCategory(name: string): string | null {
  const category = categoryOfName(name.replaceAll('_', ' '));
  return OBJECT_CATEGORIES.find((known) => known === category) ?? null;
}

/** Habitat's name of a category; one that it lacks is written in its way: `DiningTable` is `dining_table`. */
export function toHabitatCategory(category: string): string {
  const goal = HABITAT_GOALS.find(([, own]) => own === category);
  return goal?.[0] ?? categoryWords(category).replaceAll(' ', '_');
}

/** Ids of goal names as episode files list them: the challenge's six have the challenge's ids. */
export function habitatCategoryIds(names: readonly string[]): Record<string, number> {
  const six: readonly string[] = HABITAT_GOALS.map(([name]) => name);
  const others = [...new Set(names)].filter((name) => !six.includes(name)).sort();
  return Object.fromEntries([...six, ...others].map((name, id) => [name, id]));
}
