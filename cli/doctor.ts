import { cpus, totalmem } from 'node:os';
import type { Command } from 'commander';
import type { RenderLayout } from '../env/rendering/renderer.ts';
import { printJson, printLines } from './output.ts';
import { version } from './version.ts';

/** What this machine gives, and why; a part that cannot be had is null with its reason. */
interface Diagnosis {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly cpu: { readonly model: string; readonly cores: number };
  readonly memoryGiB: number;
  readonly gpu: {
    readonly driver: string | null;
    readonly adapter: string | null;
    readonly reason: string;
    /** Where a batch is drawn on this driver. */
    readonly layout: RenderLayout | null;
    /** Among how many renderers side by side a batch is dealt out. */
    readonly lanes: number | null;
  };
  readonly tf: { readonly backend: string | null; readonly reason: string };
}

const LAYOUTS: Record<RenderLayout, string> = {
  atlas: 'drawn in an atlas, all environments in the same draw calls',
  targets: 'drawn in a small target for each environment: on this driver cost grows with a target’s area',
};

/** Adds `oikos doctor`: which GPU, driver and TensorFlow.js backend this machine gives. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('say which GPU, driver and TensorFlow.js backend this machine gives, and why')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nOIKOS_GPU=hardware|lavapipe|swiftshader and OIKOS_TF=webgpu|node|wasm force a choice.' +
        '\n\nExample:\n  OIKOS_GPU=swiftshader oikos doctor --json',
    )
    .action(async (options: { json?: true }) => {
      const diagnosis = await diagnose();
      if (options.json) printJson(diagnosis);
      else printLines(describe(diagnosis));
    });
}

async function diagnose(): Promise<Diagnosis> {
  const [processor] = cpus();
  const machine = {
    version,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: { model: processor?.model ?? 'unknown', cores: cpus().length },
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
  const gpu = await diagnoseGpu();
  const tf = await diagnoseTf();
  const { closeGpu } = await import('../env/gpu.ts');
  await closeGpu();
  return { ...machine, gpu, tf };
}

async function diagnoseGpu(): Promise<Diagnosis['gpu']> {
  try {
    const { openGpu } = await import('../env/gpu.ts');
    const { fastestLayout } = await import('../env/rendering/renderer.ts');
    const gpu = await openGpu();
    const { driver, adapter, reason } = gpu;
    return { driver, adapter, reason, layout: fastestLayout(gpu), lanes: gpu.lanes.length };
  } catch (error) {
    return { driver: null, adapter: null, reason: reasonOf(error), layout: null, lanes: null };
  }
}

async function diagnoseTf(): Promise<Diagnosis['tf']> {
  try {
    const { openTf } = await import('../agent/backend.ts');
    const { backend, reason } = await openTf();
    return { backend, reason };
  } catch (error) {
    return { backend: null, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe({ version, node, platform, cpu, memoryGiB, gpu, tf }: Diagnosis): string[] {
  return [
    `oikos       ${version}, Node ${node}, ${platform}`,
    `processor   ${cpu.model}, ${cpu.cores} cores, ${memoryGiB} GiB of memory`,
    `gpu         ${gpu.driver ?? 'none'}${gpu.adapter ? ` (${gpu.adapter})` : ''}: ${gpu.reason}`,
    ...(gpu.layout ? [`batches     ${LAYOUTS[gpu.layout]}${describeLanes(gpu.lanes)}`] : []),
    `tensorflow  ${tf.backend ?? 'none'}: ${tf.reason}`,
  ];
}

function describeLanes(lanes: number | null): string {
  return lanes !== null && lanes > 1 ? `; dealt out among ${lanes} renderers side by side` : '';
}
