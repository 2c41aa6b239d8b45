import type { HouseMesh } from './house-mesh.ts';

/** Corners are darkened for so long at a time, and everything else has its turn between. */
const TURN_MS = 8;
const REST_MS = 16;

/** Darkens the corners of a house bit by bit, as all of it takes longer than anybody should wait; the answer ends that. */
export function shadeBitByBit(house: HouseMesh, onEnd: () => void): () => void {
  let timer = setTimeout(shade, REST_MS);
  function shade(): void {
    const until = performance.now() + TURN_MS;
    while (performance.now() < until) if (!house.shadeNext()) return onEnd();
    timer = setTimeout(shade, REST_MS);
  }
  return () => clearTimeout(timer);
}
