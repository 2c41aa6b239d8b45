import type { Frame, SensorName } from '../env.ts';

/** Depth that a picture draws black, metres. */
const DARKEST_METRES = 8;

/**
 * What a sensor saw as a picture for people: depth from white (near) to black (8 m and more), ids in colours of their own,
 * normals with x, y, z from -1 to 1 as red, green, blue.
 *
 * @returns (H, W, 3) uint8.
 * @throws RangeError when the frame holds no such channel.
 */
export function toPicture(frame: Frame, sensor: SensorName): Uint8Array {
  const { rgb, depth, normal } = frame;
  if (sensor === 'rgb' && rgb) return rgb;
  const picture = new Uint8Array(frame.width * frame.height * 3);
  const ids = sensor === 'semantic' || sensor === 'instance' ? frame[sensor] : undefined;
  if (sensor === 'depth' && depth) {
    depth.forEach((metres, i) => {
      const grey = metres > 0 ? 255 * (1 - Math.min(1, metres / DARKEST_METRES)) : 0;
      picture.fill(Math.round(grey), i * 3, i * 3 + 3);
    });
  } else if (sensor === 'normal' && normal) {
    for (let i = 0; i < picture.length; i++) picture[i] = normal[i] + 128;
  } else if (ids) {
    ids.forEach((id, i) => picture.set(idColor(id), i * 3));
  } else {
    throw new RangeError(`toPicture: the frame holds no ${sensor}; ask the renderer for it.`);
  }
  return picture;
}

/** A colour for an id, far from its neighbours' colours: hues a golden angle apart; 0 is black. */
export function idColor(id: number): [r: number, g: number, b: number] {
  if (id === 0) return [0, 0, 0];
  const hue = (id * 0.61803398875) % 1;
  const value = 0.95 - 0.3 * ((id * 0.37) % 1);
  const channel = (shift: number): number => {
    const k = (shift + hue * 6) % 6;
    return Math.round(255 * value * (1 - 0.65 * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}
