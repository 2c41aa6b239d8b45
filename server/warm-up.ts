import type { EpisodeRequest } from './client-message.ts';
import type { SessionSources } from './watched.ts';

/** Lives the first moment of an episode for nobody, so that the first visitor finds built and compiled what that takes. */
export async function warmUp(sources: SessionSources, request: EpisodeRequest): Promise<void> {
  const env = await sources.createEnv(request.level ?? 'rigid');
  try {
    const { observation } = await env.begin(await sources.prepare(request, null));
    const agent = await sources.createAgent(request.agent, env);
    await agent.reset(env.episode.seed);
    await agent.act(observation);
    agent.dispose?.();
  } finally {
    await env.close();
  }
}
