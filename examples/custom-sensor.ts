/** A sensor of one's own: a sonar that hears the nearest thing to the left, ahead and to the right. */
import { MOVE_FORWARD, type Sensor, TURN_RIGHT, makeEnv } from 'oikos';

/** Metres beyond which nothing comes back, and how far off it is (standard deviation). */
const RANGE = 4;
const NOISE = 0.02;

const sonar: Sensor = {
  name: 'sonar',
  // Depth is drawn for the sonar; the agent itself is not given it.
  channels: ['depth'],
  shape: [3],
  dtype: 'float32',
  // A pure function of what the agent may know; chance comes from `rng`, so that a seed always hears the same.
  sense: ({ depth = [], width }, rng) => {
    const nearest = Float32Array.of(RANGE, RANGE, RANGE);
    depth.forEach((metres, pixel) => {
      const sector = Math.floor(((pixel % width) / width) * 3);
      if (metres > 0) nearest[sector] = Math.min(nearest[sector], metres);
    });
    return nearest.map((metres) => metres + NOISE * rng.normal());
  },
};

const env = await makeEnv({ sensors: ['rgb', sonar], size: 48 });
let { observation } = await env.reset('sonar/1');
for (let i = 0; i < 5; i++) {
  const [left, ahead, right] = observation.readings?.sonar ?? [];
  console.log(`left ${left.toFixed(2)} m, ahead ${ahead.toFixed(2)} m, right ${right.toFixed(2)} m`);
  ({ observation } = await env.step(ahead > 1 ? MOVE_FORWARD : TURN_RIGHT));
}
await env.close();
