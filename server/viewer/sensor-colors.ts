import { CATEGORIES, STUFF } from '../../env/categories.ts';
import { uint16Of } from '../protocol.ts';

type Rgb = readonly [r: number, g: number, b: number];

/** Depth is coloured up to here, metres; farther is as far. */
export const FAR_METRES = 6;

/** Near to far: warm light, then ever colder and darker, so that brightness alone already tells the order. */
const DEPTH_STOPS: readonly Rgb[] = [
  [255, 240, 206],
  [250, 190, 128],
  [222, 119, 103],
  [150, 75, 118],
  [81, 55, 113],
  [28, 32, 66],
];
/** An error of a third of the whole range is drawn as hot as any. */
const ERROR_GAIN = 3;
const NOTHING: Rgb = [12, 13, 18];

/** Building parts keep quiet, natural colours, in the order of `STUFF`. */
const STUFF_COLORS: readonly Rgb[] = [
  [24, 26, 30],
  [178, 181, 184],
  [214, 197, 170],
  [229, 231, 233],
  [151, 107, 74],
  [142, 198, 227],
  [235, 94, 125],
];

const PALETTE: readonly Rgb[] = CATEGORIES.map((_, id) => STUFF_COLORS[id] ?? spread(id - STUFF.length));

/** The colour of a semantic id. */
export function semanticColor(id: number): Rgb {
  return PALETTE[id] ?? NOTHING;
}

/** Hues a golden angle apart, so that neighbours in the list never look alike. */
function spread(index: number): Rgb {
  const hue = (index * 137.508) % 360;
  const lightness = 0.5 + 0.14 * ((index % 3) - 1);
  const channel = (n: number): number => {
    const k = (n + hue / 30) % 12;
    return Math.round(
      255 * (lightness - 0.62 * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))),
    );
  };
  return [channel(0), channel(8), channel(4)];
}

/** (H, W, 3) to (H, W, 4). */
export function paintRgb(rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  return paint(rgb.length / 3, (i) => [rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]]);
}

/** Depth in millimetres, as sent, to colours. */
export function paintDepth(depth: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const millimetres = uint16Of(depth);
  return paint(millimetres.length, (i) => (millimetres[i] === 0 ? NOTHING : depthColor(millimetres[i] / 1000)));
}

/** Semantic ids to colours. */
export function paintSemantic(semantic: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  return paint(semantic.length, (i) => semanticColor(semantic[i]));
}

/** How far two pictures (H, W, 3) are apart, pixel by pixel: dark where they agree, ever hotter where they do not. */
export function paintDifference(a: Uint8Array, b: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  return paint(a.length / 3, (i) => {
    const squares = [0, 1, 2].map((c) => (a[3 * i + c] - b[3 * i + c]) ** 2);
    const error = Math.sqrt((squares[0] + squares[1] + squares[2]) / 3) / 255;
    return heat(Math.min(1, ERROR_GAIN * error));
  });
}

function paint(numPixels: number, colorOf: (pixel: number) => Rgb): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(numPixels * 4);
  for (let i = 0; i < numPixels; i++) {
    pixels.set(colorOf(i), 4 * i);
    pixels[4 * i + 3] = 255;
  }
  return pixels;
}

function depthColor(metres: number): Rgb {
  return alongStops(Math.min(metres, FAR_METRES) / FAR_METRES);
}

/** The stops of depth, turned round: 0 is dark. */
function heat(share: number): Rgb {
  return alongStops(1 - share);
}

function alongStops(share: number): Rgb {
  const at = share * (DEPTH_STOPS.length - 1);
  const low = DEPTH_STOPS[Math.floor(at)];
  const high = DEPTH_STOPS[Math.ceil(at)];
  const t = at - Math.floor(at);
  const mix = (c: 0 | 1 | 2): number => low[c] + t * (high[c] - low[c]);
  return [mix(0), mix(1), mix(2)];
}
