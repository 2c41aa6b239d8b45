import { numVariants } from './library.ts';

/**
 * Which objects a house is furnished with. The first three have assets of their own, of the same shapes and colours. The
 * fourth has shapes and colours that the other three never have: what is learned from them has not been seen there.
 */
export const OBJECT_STYLES = ['train', 'val', 'test', 'held-out'] as const;
/** Which objects a house is furnished with: no two styles share one. */
export type ObjectStyle = (typeof OBJECT_STYLES)[number];

/** Assets of one style in each category of our catalogue. */
export const ASSETS_PER_STYLE = 8;

/**
 * Shapes kept for the held-out style where it is not the last one: a category whose shapes have parts to play (double and
 * single beds, basins on a counter and on a stand) keeps one for each part, and none is the only one that plays its part.
 */
const HELD_OUT_SHAPES: Readonly<Record<string, readonly number[]>> = {
  Bed: [1, 3],
  CounterTop: [2],
  DiningTable: [2],
  ShelvingUnit: [2],
  SideTable: [2],
  Sink: [2, 4],
  Television: [1],
};

/** The shapes (variants) of a category in a style; a category with one shape has it in every style. */
export function shapesOf(category: string, style: ObjectStyle): readonly number[] {
  const all = [...Array(numVariants(category)).keys()];
  if (all.length < 2) return all;
  const heldOut = HELD_OUT_SHAPES[category] ?? all.slice(-1);
  return style === 'held-out' ? heldOut : all.filter((variant) => !heldOut.includes(variant));
}

/** The style an entry of the catalogue belongs to: eight of each, one style after the other. */
export function styleOfAsset(index: number): ObjectStyle {
  return OBJECT_STYLES[Math.floor(index / ASSETS_PER_STYLE)] ?? 'train';
}
