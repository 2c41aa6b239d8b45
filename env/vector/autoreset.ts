/**
 * What happens to an environment whose episode ended, as Gymnasium 1.x has it (`gymnasium.vector.AutoresetMode`).
 *
 * - `disabled`: it waits until it is reset.
 * - `next-step`: the next step ignores its command and begins its next episode; reward 0, neither terminated nor truncated.
 * - `same-step`: the step that ends an episode begins the next. The observation and the measures are the new episode's;
 *   reward, terminated and truncated are those of the end, and `StepResult.final` is the end itself.
 */
export const AUTORESET_MODES = ['disabled', 'next-step', 'same-step'] as const;
/** One of `AUTORESET_MODES`. */
export type AutoresetMode = (typeof AUTORESET_MODES)[number];

/**
 * Seed path of an environment's episode `number`, counted from 0 at its last explicit reset, which named the seed `first`.
 * It is asked ahead of time and more than once, and must say the same each time.
 */
export type NextSeed = (index: number, number: number, first: string) => string;

/**
 * Counts up the number at the end of the seed path: `7/val/episode-0` is followed by `7/val/episode-1`; a path without one
 * goes on below itself, `a` by `a/1`. So it depends neither on how many environments there are nor on how they end.
 */
export const countUp: NextSeed = (_, number, first) => {
  const [, path, digits] = /^(.*?)(\d+)$/s.exec(first) ?? [];
  return digits === undefined ? `${first}/${number}` : `${path}${BigInt(digits) + BigInt(number)}`;
};
