import { ForwardAgent } from '../../../agent/forward-agent.ts';
import { FrontierAgent } from '../../../agent/frontier-agent.ts';
import type { AgentMaker } from '../../../agent/make-agent.ts';
import { OracleAgent } from '../../../agent/oracle-agent.ts';
import { RandomAgent } from '../../../agent/random-agent.ts';
import type { AgentChoice } from '../../protocol.ts';

/** An agent that runs in browsers, and what people are told of it. */
interface LocalAgent {
  readonly about: string;
  readonly maker: AgentMaker;
}

const AGENTS: readonly LocalAgent[] = [
  {
    about: 'Knows the house and takes the shortest way.',
    maker: { name: 'oracle', sensors: [], privileged: true, create: async (world) => new OracleAgent(world) },
  },
  {
    about: 'Explores what it has not seen with its own depth, and detects by the semantic sensor.',
    maker: { ...named(new FrontierAgent()), create: async () => new FrontierAgent() },
  },
  {
    about: 'Walks ahead, and turns where it cannot.',
    maker: { ...named(new ForwardAgent()), create: async () => new ForwardAgent() },
  },
  {
    about: 'Goes forward or turns by chance.',
    maker: { ...named(new RandomAgent()), create: async () => new RandomAgent() },
  },
];

/** The agents that can live in the page: without a GPU only those that need no pictures. */
export function localAgents(hasGpu: boolean): { makers: Map<string, AgentMaker>; choices: AgentChoice[] } {
  const able = AGENTS.filter(({ maker }) => hasGpu || maker.sensors.length === 0);
  return {
    makers: new Map(able.map(({ maker }) => [maker.name, maker])),
    choices: able.map(({ maker: { name }, about }) => ({ name, about })),
  };
}

function named({ name, sensors }: Pick<AgentMaker, 'name' | 'sensors'>) {
  return { name, sensors, privileged: false } as const;
}
