import type { Page } from 'playwright-core';
import { STOP, TURN_LEFT } from '../../env/env.ts';
import { createHouseSources } from '../../server/house-sources.ts';
import type { RunningServer } from '../../server/server.ts';
import { startServer } from '../../server/server.ts';
import type { SessionSources, WatchedAgent } from '../../server/watched.ts';
import type { OpenOptions } from './viewer-page.ts';
import { BuiltPage, reachStep } from './viewer-page.ts';

const STAY = { action: 'Velocity', linear: 0, angular: 0 } as const;
const actors: Readonly<Record<string, (numActs: number) => ReturnType<WatchedAgent['act']>>> = {
  waits: () => STAY,
  brief: (numActs) => (numActs < 4 ? TURN_LEFT : STOP),
};

/** Pages over real houses, each with a server of its own. */
export class HousePages {
  readonly #servers: RunningServer[] = [];

  private constructor(readonly built: BuiltPage) {}

  static async create(chromium: string): Promise<HousePages> {
    return new HousePages(await BuiltPage.create(chromium));
  }

  /** Opens a page with a house of one room, in which the agent waits. */
  async open(changes: Partial<SessionSources> = {}, options?: OpenOptions): Promise<Page> {
    const server = await startServer({
      sources: { ...createHouseSources({ gpu: null, agents: new Map() }), createAgent, ...changes },
      welcome: {
        agents: Object.keys(actors).map((name) => ({ name, about: 'Is scripted.' })),
        request: {
          seed: 1,
          episode: 0,
          split: 'val',
          task: 'objectnav',
          agent: 'waits',
          level: 'kinematic',
          rooms: 1,
        },
        stepsPerSecond: 8,
      },
      viewer: this.built.folder,
      port: 0,
    });
    this.#servers.push(server);
    const { page } = await this.built.open(server.url, options);
    await reachStep(page, 1);
    return page;
  }

  /** Ends the pages that are open, and their servers. */
  async endAll(): Promise<void> {
    await Promise.all(this.built.browser.contexts().map((context) => context.close()));
    await Promise.all(this.#servers.splice(0).map((server) => server.close()));
  }
}

/** An agent that does as scripted, whatever it sees. */
async function createAgent(name: string): Promise<WatchedAgent> {
  let numActs = 0;
  return { name, sensors: [], reset: () => void (numActs = 0), act: () => actors[name](numActs++) };
}
