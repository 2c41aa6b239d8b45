import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { AgentMaker } from '../agent/make-agent.ts';
import { endedInOrder, interruptSignal } from './interrupt.ts';
import { parseIntegerIn, parsePort, parseResidents, parseSeed, parseWorkers } from './options.ts';
import { printJson } from './output.ts';

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly agent?: string;
  readonly token?: string;
  readonly residents: number;
  readonly recordings?: string;
  readonly maxSessions: number;
  readonly workers: number;
  readonly schema?: boolean;
}

/** What is said about the agents that need no training. */
const ABOUT: Readonly<Record<string, string>> = {
  random: 'Goes forward or turns by chance.',
  forward: 'Walks ahead, and turns where it cannot.',
  frontier: 'Explores what it has not seen with its own depth, and detects by the semantic sensor.',
  oracle: 'Knows the house and takes the shortest way.',
};
/** What the page calls the shipped checkpoint, and who stands in for it where it is missing. */
const SHIPPED = 'checkpoint';
const SUBSTITUTE = 'frontier';
const STEPS_PER_SECOND = 4;

/** Adds `oikos serve`: the server and its page. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('watch agents at work in the browser, and drive yourself')
    .option('--port <port>', 'where the page is; 0 takes any free port', parsePort, 8080)
    .option('--host <address>', 'address to listen on; any but loopback needs --token', '127.0.0.1')
    .option('--seed <seed>', 'seed of the first episode', parseSeed, 1)
    .option(
      '--agent <agent>',
      'random, forward, frontier, oracle, or a run folder; the shipped checkpoint when left out',
    )
    .option('--token <token>', 'what a client must know to connect')
    .option('--residents <n>', 'people who go about each house', parseResidents, 0)
    .option('--recordings <dir>', 'where clients may record episodes, and what they may replay')
    .option('--max-sessions <n>', 'clients at once', parseIntegerIn(1, 10_000), 256)
    .option('--workers <n>', 'threads for each batch of 16 environments or more', parseWorkers, 0)
    .option('--schema', 'print the JSON Schema of all messages and end')
    .addHelpText('after', '\nExample:\n  oikos serve --port 8080 --agent frontier --seed 7')
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  if (options.schema) {
    const { protocolSchema } = await import('../server/protocol-schema.ts');
    return printJson(protocolSchema());
  }
  const stop = interruptSignal();
  const { createHouseSources } = await import('../server/house-sources.ts');
  const { createHouseBatches } = await import('../server/house-batch.ts');
  const { startServer } = await import('../server/server.ts');
  const { warmUp } = await import('../server/warm-up.ts');
  const { closeGpu, openGpu } = await import('../env/gpu.ts');
  const { agents, first } = await listAgents(options.agent);
  const { openRecordingFolder } = await import('../server/recording-folder.ts');
  const recordings = options.recordings === undefined ? undefined : openRecordingFolder(options.recordings);
  const gpu = await openGpu();
  const onFailure = (error: unknown): void =>
    void process.stderr.write(`oikos serve: ${error instanceof Error ? error.stack : String(error)}\n`);
  const request = { seed: options.seed, episode: 0, split: 'val', task: 'objectnav', agent: first } as const;
  try {
    const sources = createHouseSources({ gpu, agents, residents: options.residents, recordings });
    const server = await startServer({
      sources,
      batches: createHouseBatches({ gpu, workers: options.workers }),
      welcome: {
        agents: [...agents.keys()].map((name) => ({
          name,
          about: ABOUT[name] ?? 'Learned what it does; shows what it expects to see.',
        })),
        request,
        stepsPerSecond: STEPS_PER_SECOND,
      },
      viewer: findFolder(['../viewer', '../dist/viewer']) ?? 'dist/viewer',
      port: options.port,
      host: options.host,
      token: options.token ?? null,
      maxSessions: options.maxSessions,
      onFailure,
    });
    process.stderr.write(
      `oikos serve: ${first} in unseen houses, drawn on ${gpu.driver} (${gpu.adapter}); Ctrl-C stops\n`,
    );
    process.stdout.write(`${server.url}\n`);
    // Who knows the port is a person, who opens the page next; programs take any.
    const warming = options.port === 0 ? null : warmUp(sources, request).catch(onFailure);
    if (!stop.aborted) await once(stop, 'abort');
    await Promise.all([server.close(), warming]);
    endedInOrder();
  } finally {
    await closeGpu();
  }
}

/** The baselines and the agent asked for, by the names the page shows; the one the page starts with. */
async function listAgents(asked: string | undefined): Promise<{ agents: Map<string, AgentMaker>; first: string }> {
  const { BASELINES, makeAgent } = await import('../agent/make-agent.ts');
  const agents = new Map<string, AgentMaker>();
  for (const name of BASELINES) agents.set(name, await makeAgent(name));
  const shipped = findFolder(['../../checkpoints/default', '../checkpoints/default']);
  if (shipped) agents.set(SHIPPED, await makeAgent(shipped));
  else if (asked === undefined)
    process.stderr.write(`oikos serve: no checkpoint in checkpoints/default; showing ${SUBSTITUTE} instead\n`);
  if (asked !== undefined && !agents.has(asked)) agents.set(asked, await makeAgent(asked));
  return { agents, first: asked ?? (shipped ? SHIPPED : SUBSTITUTE) };
}

/** The first of these folders that exists, relative to this file: it runs compiled from `dist` and as it is. */
function findFolder(candidates: readonly string[]): string | undefined {
  return candidates.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((folder) => existsSync(folder));
}
