import { AGENT, type EpisodeRules, type EpisodeSpec } from './env.ts';
import { UsageError } from './errors.ts';
import type { Task } from './tasks/task.ts';
import { fetch } from './tasks/fetch.ts';
import { findperson } from './tasks/findperson.ts';
import { follow } from './tasks/follow.ts';
import { imagenav } from './tasks/imagenav.ts';
import { instancenav } from './tasks/instancenav.ts';
import { multion } from './tasks/multion.ts';
import { objectnav } from './tasks/objectnav.ts';
import { pointnav } from './tasks/pointnav.ts';
import { roomnav } from './tasks/roomnav.ts';

const REGISTRY = {
  objectnav,
  pointnav,
  imagenav,
  instancenav,
  roomnav,
  multion,
  fetch,
  follow,
  findperson,
} satisfies Record<string, Task>;

/** Every task: one file in `tasks/` each, and a page in `TASKS.md`. */
export type TaskName = keyof typeof REGISTRY;
/** Names of all tasks. */
export const TASKS = Object.keys(REGISTRY) as TaskName[];

/** The task of a name. @throws UsageError when no task of `TASKS` has it */
export function taskNamed(name: string): Task {
  const known = TASKS.find((task) => task === name);
  if (known) return REGISTRY[known];
  throw new UsageError(
    `taskNamed: "${name}" is no task; take one of ${TASKS.join(', ')}, or hand over a task of your own.`,
  );
}

/** The rules of an episode: its own, or those of its task for the usual agent. */
export function rulesOf({ task, rules }: Pick<EpisodeSpec, 'task' | 'rules'>, judge?: Task): EpisodeRules {
  return rules ?? { agent: AGENT, ...(judge ?? taskNamed(task)).rules };
}
