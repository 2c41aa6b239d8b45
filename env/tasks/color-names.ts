import type { Color } from '../geometry.ts';
import type { HouseObject } from '../house.ts';
import type { Model, ModelLibrary } from '../model.ts';

/** A colour that is called so must cover at least this share of a thing's surface. */
const LEAST_SHARE = 0.6;

/** What people would call an object's colour, or null when it has several or one between two names. */
export function colorNameOf(object: HouseObject, library: ModelLibrary): string | null {
  const areas = new Map<string | null, number>();
  let total = 0;
  forEachFace(library.getModel(object.category, object.variant), object, (area, color) => {
    const name = nameColor(color);
    areas.set(name, (areas.get(name) ?? 0) + area);
    total += area;
  });
  for (const [name, area] of areas) if (area >= LEAST_SHARE * total) return name;
  return null;
}

/** Calls `visit` with every triangle's area as far as light reaches it, square metres, and its sRGB colour. */
function forEachFace(model: Model, { size, color }: HouseObject, visit: (area: number, color: Color) => void): void {
  const { positions, indices, colors, tints, occlusion } = model;
  const at = (vertex: number, axis: 0 | 1 | 2): number => positions[vertex * 3 + axis] * size[axis];
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i], indices[i + 1], indices[i + 2]];
    const [ux, uy, uz] = [at(b, 0) - at(a, 0), at(b, 1) - at(a, 1), at(b, 2) - at(a, 2)];
    const [vx, vy, vz] = [at(c, 0) - at(a, 0), at(c, 1) - at(a, 1), at(c, 2) - at(a, 2)];
    const area = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
    const shade = (axis: 0 | 1 | 2): number => toSrgb(colors[a * 3 + axis]) * (tints[a] > 0.5 ? color[axis] : 1);
    visit(area * occlusion[a], [shade(0), shade(1), shade(2)]);
  }
}

/** From linear light, 0 to 1; close enough to the standard's curve to name colours by. */
function toSrgb(linear: number): number {
  return Math.sqrt(linear);
}

/** The English name of a surface's own sRGB colour, which looks brighter in a lit room; null where people would not agree on one. */
export function nameColor([r, g, b]: Color): string | null {
  const value = Math.max(r, g, b);
  const chroma = value - Math.min(r, g, b);
  const saturation = value === 0 ? 0 : chroma / value;
  if (value < 0.22) return 'black';
  if (saturation < 0.12) return value > 0.68 ? 'white' : value > 0.3 && value < 0.6 ? 'grey' : null;
  const hue = hueOf(r, g, b, value, chroma);
  if (hue > 15 && hue < 48) return nameBrownish(hue, saturation, value);
  if (saturation < 0.3) return null;
  return HUES.find(({ from, to }) => hue >= from && hue <= to)?.name ?? null;
}

/** Degrees, with gaps where one name passes into the next. */
const HUES = [
  { name: 'red', from: 0, to: 12 },
  { name: 'yellow', from: 49, to: 64 },
  { name: 'green', from: 80, to: 160 },
  { name: 'blue', from: 190, to: 250 },
  { name: 'purple', from: 265, to: 305 },
  { name: 'pink', from: 320, to: 340 },
  { name: 'red', from: 350, to: 360 },
];

/** Between red and yellow the names depend on how bright and how strong the colour is. */
function nameBrownish(hue: number, saturation: number, value: number): string | null {
  if (value < 0.7) return saturation > 0.3 ? 'brown' : null;
  if (value > 0.85 && saturation > 0.7 && hue < 40) return 'orange';
  return value > 0.75 && saturation < 0.3 ? 'beige' : null;
}

/** Degrees, 0 to 360. */
function hueOf(r: number, g: number, b: number, value: number, chroma: number): number {
  const sextant = value === r ? (g - b) / chroma + 6 : value === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4;
  return (60 * sextant) % 360;
}
