import { createWorldModel } from './pretrain.ts';
import { RunFolder } from './run-folder.ts';
import { SHIPPED_RUN } from './shipped-run.ts';
import type { WorldModel } from './world-model.ts';

/** The world model of a run folder, of the shipped one when left out. @throws UsageError when there is none, or it is damaged. */
export async function openWorldModel(run: string = SHIPPED_RUN): Promise<WorldModel> {
  return createWorldModel(await new RunFolder(run).readModel(), run);
}
