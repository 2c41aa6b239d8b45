import { effect, signal } from '@preact/signals';
import type { EpisodeMessage } from '../protocol.ts';
import { float32Of } from '../protocol.ts';
import { draft, drawnHouse } from './edited-house.ts';
import type { HouseView } from './house/house-view.ts';
import { rivalShown, rivalTrail } from './rival.ts';
import { episode, isPlaying, state, stepsPerSecond, trail } from './store.ts';

/** How long a single step takes to be walked, and the longest of many, milliseconds. */
const STEP_MS = 250;
const LONGEST_MS = 350;

/** Keeps a view at what the page knows; the answer ends that. */
export function keepDrawn(view: HouseView): () => void {
  /** What the view has built; nothing may be moved in it before. */
  const built = signal<EpisodeMessage | null>(null);
  const stops = [
    effect(() => {
      const message = episode.value;
      const shown = drawnHouse.value;
      built.value = null;
      if (!message || !shown) return;
      // Later, so that what is asked can be read while the house is being built.
      const timer = setTimeout(() => {
        view.setEpisode(shown, message.episode);
        built.value = message;
      });
      return () => clearTimeout(timer);
    }),
    effect(() => {
      const now = state.value;
      if (!now || !built.value) return;
      // While a house is being changed, things stand where the person puts them.
      if (!draft.value) {
        view.setMovables(float32Of(now.movables));
        view.setSwitches(now.switches);
      }
      view.setAgent('agent', now.pose, trail.value, now.action === null ? 0 : moveMs());
    }),
    effect(() => {
      if (built.value) view.setAgent('rival', rivalShown.value?.state.pose ?? null, rivalTrail.value, moveMs());
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function moveMs(): number {
  return Math.min(LONGEST_MS, isPlaying.peek() ? 850 / stepsPerSecond.peek() : STEP_MS);
}
