import { CATEGORIES } from '../../../env/categories.ts';
import type { GeneratedEpisode } from '../../../env/episode.ts';
import { UsageError } from '../../../env/errors.ts';
import type { House } from '../../../env/house.ts';
import { initNavigation } from '../../../env/navigation/navigation.ts';
import { GOAL_CATEGORIES } from '../../../env/tasks/objectnav.ts';
import { isBatchRequest } from '../../batch-request.ts';
import { parseClientMessage, type EpisodeRequest } from '../../client-message.ts';
import { createHouseSources } from '../../house-sources.ts';
import { PROTOCOL_VERSION, type ServerMessage } from '../../protocol.ts';
import { Session } from '../../session.ts';
import { localAgents } from './local-agents.ts';
import { openPageGpu } from './page-gpu.ts';

const STEPS_PER_SECOND = 4;

/** The server's part, in a thread of the page: the same session and the same simulator, with messages in place of a socket. */
let toldHouse: House | null = null;
const [gpu] = await Promise.all([openPageGpu(), initNavigation()]);
const { makers, choices } = localAgents(gpu !== null);
const sources = createHouseSources({ gpu, agents: makers });
const session = new Session(
  { ...sources, prepare: prepareAndTell },
  { send: tell, offer: tell, dropped: 0 },
  { stepsPerSecond: STEPS_PER_SECOND, onFailure: (error) => console.error(error) },
);

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  try {
    const message = parseClientMessage(data);
    if (message.type === 'hello' || isBatchRequest(message)) {
      throw new UsageError(`Page: "${message.type}" is for servers; run oikos serve.`);
    }
    session.handle(message);
  } catch (error) {
    tell({ type: 'error', message: error instanceof Error ? error.message : String(error), id: null });
  }
});

tell({
  type: 'welcome',
  version: PROTOCOL_VERSION,
  agents: choices,
  request: { seed: 1, episode: 0, split: 'val', task: 'objectnav', agent: choices[0].name },
  stepsPerSecond: STEPS_PER_SECOND,
  resume: '',
  resumed: false,
  recordings: false,
  goals: [...GOAL_CATEGORIES],
  categories: [...CATEGORIES],
});

/** Lets the page draw a house while the episode in it is being begun, which takes as long as all else where a processor draws. */
async function prepareAndTell(request: EpisodeRequest, ownHouse: House | null): Promise<GeneratedEpisode> {
  const prepared = await sources.prepare(request, ownHouse);
  tell({ type: 'house', house: prepared.house });
  tell({ type: 'episode', request, recorded: null, episode: prepared.spec, level: request.level ?? 'rigid' });
  return prepared;
}

function tell(message: ServerMessage): void {
  if (message.type === 'house') {
    // The page would build the one it has anew.
    if (message.house === toldHouse) return;
    toldHouse = message.house;
  }
  postMessage(message);
}
