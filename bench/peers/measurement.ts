/** What one way of doing it reached, or why it could not be tried. */
export type Measurement =
  | {
      readonly name: string;
      /** Environment steps a second, all processes together. */
      readonly stepsPerSecond: number;
      readonly processes: number;
      /** Width and height of a frame, pixels. */
      readonly size: readonly [number, number];
      readonly sensors: string;
      /** What draws, in its own words. */
      readonly driver: string;
    }
  | { readonly name: string; readonly skipped: string };

/** Steps for a time and counts. @returns steps a second */
export async function countSteps(step: () => Promise<number>, seconds: number): Promise<number> {
  const start = performance.now();
  let steps = 0;
  do steps += await step();
  while (performance.now() - start < seconds * 1000);
  return (steps * 1000) / (performance.now() - start);
}
