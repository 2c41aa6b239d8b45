import { batch, effect } from '@preact/signals';
import {
  cursor,
  ended,
  goesOn,
  isPlaying,
  isReplaying,
  lookAtLatest,
  main,
  moments,
  shownIndex,
  stepsPerSecond,
} from './store.ts';

/** Looks at one moment of the episode; the agent waits meanwhile. */
export function seek(index: number): void {
  const last = moments.value.length - 1;
  batch(() => {
    if (main.playback.value.playing) main.pause();
    isReplaying.value = false;
    goesOn.value = false;
    cursor.value = index >= last ? null : Math.max(0, Math.round(index));
  });
}

export function seekBy(numMoments: number): void {
  seek(shownIndex.value + numMoments);
}

/** One step on: the next one received, or a new one. */
export function stepOn(): void {
  if (cursor.value !== null) seekBy(1);
  else main.step();
}

/** Plays: what was received, from the cursor on or, after the end, from the beginning; else the agent. */
export function play(): void {
  if (cursor.value === null && !ended.value) return main.play();
  batch(() => {
    cursor.value ??= 0;
    goesOn.value = false;
    isReplaying.value = true;
  });
}

export function pause(): void {
  isReplaying.value = false;
  if (main.playback.value.playing) main.pause();
}

export function togglePlaying(): void {
  if (isPlaying.value) pause();
  else play();
}

/** Moves the cursor while what was received is played again; at its end the agent goes on. */
export function replayInTime(): void {
  effect(() => {
    if (!isReplaying.value) return;
    const timer = setInterval(() => {
      const next = shownIndex.peek() + 1;
      if (next < moments.peek().length - 1) cursor.value = next;
      else batch(reachEnd);
    }, 1000 / stepsPerSecond.value);
    return () => clearInterval(timer);
  });
}

function reachEnd(): void {
  lookAtLatest();
  main.play();
}
