import { existsSync } from 'node:fs';
import type { Command } from '../env/interaction/actions.ts';
import type { Agent, SensorName } from '../env/env.ts';
import { UsageError } from '../env/errors.ts';
import type { World } from '../env/world.ts';
import { ForwardAgent } from './forward-agent.ts';
import { FrontierAgent } from './frontier-agent.ts';
import { OracleAgent } from './oracle-agent.ts';
import { RandomAgent } from './random-agent.ts';
import { SHIPPED_RUN } from './shipped-run.ts';

/** Agents that have learned nothing. */
export const BASELINES = ['random', 'forward', 'frontier', 'oracle'] as const;

/** Makes agents of one kind, one for each environment. Only a privileged kind is handed the world. */
export type AgentMaker = OpenMaker | PrivilegedMaker;

/** Of agents that know what they observe and no more. */
export interface OpenMaker {
  readonly name: string;
  readonly sensors: readonly SensorName[];
  readonly privileged: false;
  /** Makes one agent, for one environment. */
  readonly create: () => Promise<Agent<Command>>;
}

/** Of agents that are handed the world: how far one can get at all. */
export interface PrivilegedMaker {
  readonly name: string;
  readonly sensors: readonly SensorName[];
  readonly privileged: true;
  /** Makes one agent, for one environment. */
  readonly create: (currentWorld: () => World) => Promise<Agent<Command>>;
}

/**
 * The agents of a name: a baseline, or the run folder of a trained policy; the shipped checkpoint when left out.
 *
 * @throws UsageError when the name is neither, or the folder holds no policy
 */
export async function makeAgent(name: string = SHIPPED_RUN): Promise<AgentMaker> {
  switch (name) {
    case 'random':
      return openMaker(new RandomAgent(), async () => new RandomAgent());
    case 'forward':
      return openMaker(new ForwardAgent(), async () => new ForwardAgent());
    case 'frontier':
      return openMaker(new FrontierAgent(), async () => new FrontierAgent());
    case 'oracle':
      return { name, sensors: [], privileged: true, create: async (currentWorld) => new OracleAgent(currentWorld) };
    default:
      return makePolicyAgents(name);
  }
}

/** Agents that share one policy, which is loaded once. */
async function makePolicyAgents(folder: string): Promise<AgentMaker> {
  if (!existsSync(folder)) {
    const shipped = folder === SHIPPED_RUN ? ' is missing' : ' is neither a baseline nor a run folder';
    throw new UsageError(
      `makeAgent: "${folder}"${shipped}; name one of ${BASELINES.join(', ')}, or a run of oikos finetune.`,
    );
  }
  const { loadPolicy, PolicyAgent } = await import('./policy-agent.ts');
  const policy = await loadPolicy(folder);
  const name = folder === SHIPPED_RUN ? 'shipped' : folder;
  return openMaker(new PolicyAgent(name, policy), async () => new PolicyAgent(name, policy));
}

function openMaker({ name, sensors }: Agent<Command>, create: () => Promise<Agent<Command>>): OpenMaker {
  return { name, sensors, privileged: false, create };
}
