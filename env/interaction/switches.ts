import type { House } from '../house.ts';

/** What a light or screen gives when it is on, and what goes dark when it is off; AI2-THOR's names. */
export const GLOWING = ['FloorLamp', 'DeskLamp', 'Candle', 'Television', 'Laptop', 'Desktop'] as const;

/** Lets the lamps at the ceiling of its room shine. */
export const CEILING_SWITCH = 'LightSwitch';

/**
 * Which objects are on where a house starts, by object index: 1 on, 0 off. An object whose state the house does not name is
 * off, but a light switch is on.
 */
export function initialSwitches({ objects }: House): Uint8Array {
  return Uint8Array.from(objects, ({ category, isOn }) => Number(isOn ?? category === CEILING_SWITCH));
}

/** Whether an object's own light follows its switch; what is not listed in `GLOWING` glows always (a display, a dial). */
export function isGlowing(category: string): boolean {
  return GLOWING.some((name) => name === category);
}
