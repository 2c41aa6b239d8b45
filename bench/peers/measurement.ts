/** What one way of doing it reached, or why it could not be tried. */
export type Measurement =
  | {
      readonly name: string;
      /** Environment steps a second, all processes together. */
      readonly stepsPerSecond: number;
      /** Steps for each second of processor time, of all threads and processes; it hardly depends on what else runs. */
      readonly stepsPerSecondPerCore: number;
      readonly processes: number;
      /** Width and height of a frame, pixels. */
      readonly size: readonly [number, number];
      readonly sensors: string;
      /** What draws, in its own words. */
      readonly driver: string;
    }
  | { readonly name: string; readonly skipped: string };

/** Steps for a time: `step` says how many environments it stepped. */
export async function countSteps(
  step: () => Promise<number>,
  seconds: number,
): Promise<{ stepsPerSecond: number; stepsPerSecondPerCore: number }> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let steps = 0;
  do steps += await step();
  while (performance.now() - start < seconds * 1000);
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { stepsPerSecond: (steps * 1e3) / elapsed, stepsPerSecondPerCore: (steps * 1e6) / (user + system) };
}
