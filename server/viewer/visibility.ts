import { main } from './store.ts';

/** Pauses while nobody can see the page, so that a forgotten tab costs nothing, and goes on when it is back. */
export function restWhileHidden(): void {
  let wasPlaying = false;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      wasPlaying = main.playback.value.playing;
      if (wasPlaying) main.pause();
    } else if (wasPlaying) {
      main.play();
    }
  });
}
