import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MemoryMeter } from '../../cli/bench/memory-meter.ts';
import { measureRow } from '../../cli/bench/row.ts';
import type { SensorName } from '../../env/env.ts';
import { closeGpu, openGpu } from '../../env/gpu.ts';
import type { Measurement } from './measurement.ts';
import { measureNaive } from './naive.ts';
import { PYTHON_PEERS, measurePython } from './python-peer.ts';

const HELP = `npm run bench:peers -- [options]

Measures oikos and its peers on this machine, one after the other, and prints how many times as fast oikos is.

  --venv <dir>     folder for the peers' Python environments (default: runs/peers)
  --envs <n>       environments side by side, of oikos and of three.js (default: 64)
  --size <pixels>  width and height of a frame (default: 64)
  --seconds <n>    how long each is measured (default: 5)
  --json           print one JSON document
`;

const SEED = 1;
/** ViZDoom draws no fewer pixels than 160 x 120, for which oikos draws as many in a square. */
const VIZDOOM_SIZE = Math.round(Math.sqrt(160 * 120));

const { values } = parseArgs({
  options: {
    venv: { type: 'string', default: 'runs/peers' },
    envs: { type: 'string', default: '64' },
    size: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else await comparePeers();

async function comparePeers(): Promise<void> {
  const [envs, size, seconds] = [values.envs, values.size, values.seconds].map(Number);
  const gpu = await openGpu();
  const meter = new MemoryMeter(gpu.device);
  const { signal } = new AbortController();
  const measureOikos = async (sensors: readonly SensorName[], pixels: number): Promise<Measurement> => {
    const point = { envs, size: pixels, sensors, level: 'kinematic', workers: 0, rooms: 3 } as const;
    const row = await measureRow(point, { gpu, meter, seed: SEED, seconds, signal });
    const { stepsPerSecond, stepsPerSecondPerCore } = row;
    const drawn = { size: [pixels, pixels] as const, sensors: sensors.join(), driver: gpu.adapter };
    return { name: `oikos, ${envs} environments`, stepsPerSecond, stepsPerSecondPerCore, processes: 1, ...drawn };
  };
  const all: readonly SensorName[] = ['rgb', 'depth', 'semantic'];
  const groups = [
    {
      oikos: () => measureOikos(['rgb'], size),
      peers: [
        () => measureNaive({ gpu, envs, size, seed: SEED, seconds, sensors: 'rgb' }),
        ...[1, cpus().length].map(
          (processes) => () =>
            measurePython(PYTHON_PEERS[0], { venvs: resolve(values.venv), size, seconds, processes }),
        ),
      ],
    },
    {
      oikos: () => measureOikos(all, size),
      peers: [() => measureNaive({ gpu, envs, size, seed: SEED, seconds, sensors: 'rgb,depth,semantic' })],
    },
    {
      oikos: () => measureOikos(all, VIZDOOM_SIZE),
      peers: [1, cpus().length].map(
        (processes) => () => measurePython(PYTHON_PEERS[1], { venvs: resolve(values.venv), size, seconds, processes }),
      ),
    },
  ];
  const report: { oikos: Measurement; peers: (Measurement & { times: Times | null })[] }[] = [];
  try {
    for (const { oikos, peers } of groups) {
      const own = await oikos();
      show(own);
      const measured = [];
      for (const measure of peers) {
        const peer = await measure();
        const times = compare(own, peer);
        measured.push({ ...peer, times });
        show(peer, times);
      }
      report.push({ oikos: own, peers: measured });
    }
  } finally {
    await closeGpu();
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ device: gpu.adapter, groups: report }, null, 2)}\n`);
}

/** How many times as fast oikos is. */
interface Times {
  readonly total: number;
  readonly perCore: number;
}

function compare(own: Measurement, peer: Measurement): Times | null {
  if ('skipped' in own || 'skipped' in peer) return null;
  return {
    total: own.stepsPerSecond / peer.stepsPerSecond,
    perCore: own.stepsPerSecondPerCore / peer.stepsPerSecondPerCore,
  };
}

/** A line for people: on stderr where stdout is one JSON document. */
function show(measurement: Measurement, times: Times | null = null): void {
  const stream = values.json ? process.stderr : process.stdout;
  if ('skipped' in measurement) {
    stream.write(`  ${measurement.name}: skipped: ${measurement.skipped}\n`);
    return;
  }
  const { name, stepsPerSecond, stepsPerSecondPerCore, size, sensors, driver } = measurement;
  const drawn = `${sensors} at ${size.join('x')} on ${driver}`;
  const speed = `${Math.round(stepsPerSecond)} steps/s, ${Math.round(stepsPerSecondPerCore)} a core`;
  const ratio = times && `: oikos makes ${times.total.toFixed(2)} times as many, ${times.perCore.toFixed(2)} a core`;
  stream.write(`${times ? '  ' : ''}${name}, ${drawn}: ${speed}${ratio ?? ''}\n`);
}
