import type { Command } from 'commander';
import { MODELS_HELP, openLibrary } from './model-folder.ts';
import { printJson, printLines } from './output.ts';

/** Adds `oikos replay`: lives through a recorded episode again. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description('re-run a recorded episode and check that every state has the recorded hash (exit code 1 when not)')
    .argument('<episode>', 'a file that oikos eval --record wrote')
    .option('--models <dir>', MODELS_HELP)
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', '\nExample:\n  oikos replay episodes/1-val-episode-0.json')
    .action(replay);
}

async function replay(file: string, { json, models: folder }: { json?: boolean; models?: string }): Promise<void> {
  const { readRecordedEpisode, replayEpisode } = await import('../env/recorded-episode.ts');
  const { openScene } = await import('../scenes/habitat/find-scene.ts');
  const { withModels } = await import('../scenes/gltf/model.ts');
  const library = await openLibrary(folder);
  const episode = await readRecordedEpisode(file);
  const { spec, agent, level = 'rigid', actions } = episode;
  const { house, models } = await openScene(spec.house);
  const { traceHash, firstDifference, measures } = await replayEpisode(episode, house, withModels(library, models));
  const matches = firstDifference === null;
  if (json)
    printJson({ seed: spec.seed, agent, level, steps: actions.length, matches, firstDifference, traceHash, measures });
  else {
    printLines([
      `${spec.seed}: ${agent}, "${spec.instruction}" in ${spec.house}, ${actions.length} actions`,
      matches ? `every state as recorded, trace ${traceHash}` : `state ${firstDifference} is not the recorded one`,
    ]);
  }
  if (!matches) process.exitCode = 1;
}
