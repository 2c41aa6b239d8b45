import type { EpisodeSource } from '../episode.ts';
import { UsageError } from '../errors.ts';
import type { ModelLibrary } from '../model.ts';

/** Where episodes come from, and the models their houses are made of. */
export interface WorldSupply {
  readonly episodes: EpisodeSource;
  readonly library: ModelLibrary;
}

/**
 * Names a `WorldSupply` in plain data, so that another thread can open it for itself: a module and the function it
 * exports that opens the supply, given `options`. The same options must open the same supply.
 */
export interface WorldSource {
  /** URL of the module, as its `import.meta.url` says it. */
  readonly module: string;
  /** Name of the exported function: `(options) => WorldSupply | Promise<WorldSupply>`. */
  readonly open: string;
  /** Plain data, copied to each thread. */
  readonly options: unknown;
}

type OpenSupply = (options: unknown) => WorldSupply | Promise<WorldSupply>;

/** Opens a supply in this thread. @throws UsageError when the module exports no such function, and what that throws */
export async function openSupply({ module, open, options }: WorldSource): Promise<WorldSupply> {
  const exported: Readonly<Record<string, unknown>> = await import(module);
  const openExported = exported[open];
  if (typeof openExported === 'function') return (openExported as OpenSupply)(options);
  throw new UsageError(`openSupply: ${module} exports no function "${open}"; name the one that opens its episodes.`);
}
