import { describe, expect, it } from 'vitest';
import { LocalMap, MAP_CELL } from '../../../env/sensors/local-map.ts';

const camera = { width: 32, height: 32, hfovDeg: 79 };
const eye = { ...camera, eyeHeight: 0.88, tilt: 0 };
const options = { side: 40, cellSize: 0.1 };
const start = { gps: [0, 0], compass: 0, pitch: 0 } as const;

/** Depth before an eye that looks at a wall `metres` ahead over a level floor. */
function wallAhead(metres: number): Float32Array {
  const focal = camera.width / 2 / Math.tan((camera.hfovDeg * Math.PI) / 360);
  return Float32Array.from({ length: camera.width * camera.height }, (_, i) => {
    const below = (Math.floor(i / camera.width) + 0.5 - camera.height / 2) / focal;
    return below > 0 ? Math.min(metres, eye.eyeHeight / below) : metres;
  });
}

/** The cell so many metres ahead and to the left of the agent. */
function at(map: Uint8Array, ahead: number, left: number): number {
  const { side, cellSize } = options;
  return map[Math.floor(side / 2 - ahead / cellSize) * side + Math.floor(side / 2 - left / cellSize)];
}

describe('LocalMap', () => {
  it('shows the floor up to a wall as free, the wall as an obstacle, and nothing behind it', () => {
    const map = new LocalMap(options, eye);
    map.observe(wallAhead(1.75), start, Infinity);
    const seen = map.around(start);
    expect(at(seen, 1.45, 0.05)).toBe(MAP_CELL.free);
    expect(at(seen, 1.75, 0.05)).toBe(MAP_CELL.obstacle);
    expect(at(seen, 1.95, 0.05)).toBe(MAP_CELL.unknown);
    expect(at(seen, -1, 0.05)).toBe(MAP_CELL.unknown);
  });

  it('turns with the agent', () => {
    const map = new LocalMap(options, eye);
    map.observe(wallAhead(1.75), start, Infinity);
    const seen = map.around({ gps: [0, 0], compass: Math.PI / 2 });
    // What was ahead is now to the right.
    expect(at(seen, 0.05, -1.75)).toBe(MAP_CELL.obstacle);
  });

  it('moves with the agent and remembers', () => {
    const map = new LocalMap(options, eye);
    map.observe(wallAhead(1.75), start, Infinity);
    expect(at(map.around({ gps: [1, 0], compass: 0 }), 0.75, 0.05)).toBe(MAP_CELL.obstacle);
  });

  it('takes nothing from where the range of the camera ends', () => {
    const map = new LocalMap(options, eye);
    map.observe(wallAhead(1.5), start, 1.5);
    expect(map.around(start)).not.toContain(MAP_CELL.obstacle);
  });
});
