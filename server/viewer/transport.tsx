import { SPEED_RANGE } from '../protocol.ts';
import { Icon } from './icon.tsx';
import { ended, pause, play, playback, restart, setSpeed, startNext, state, step } from './store.ts';

/** The slider is logarithmic: half of its length lies below 4 steps a second. */
const SLIDER_STEPS = 100;
const RATIO = Math.log(SPEED_RANGE.max / SPEED_RANGE.min);

/** Play, pause, step, speed, again and next. */
export function Transport() {
  const { playing, stepsPerSecond } = playback.value;
  const canStep = state.value !== null && ended.value === null;
  return (
    <nav class="transport" aria-label="Playback">
      <button class="round" title="From the beginning" onClick={restart} disabled={!state.value}>
        <Icon name="again" />
      </button>
      <button
        class="round primary"
        title={playing ? 'Pause (space)' : 'Play (space)'}
        aria-label={playing ? 'Pause' : 'Play'}
        onClick={() => (playing ? pause() : play())}
        disabled={!canStep}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <button class="round" title="One step (.)" aria-label="Step" onClick={step} disabled={!canStep}>
        <Icon name="step" />
      </button>
      <button class="round" title="Next episode (n)" aria-label="Next episode" onClick={startNext}>
        <Icon name="next" />
      </button>
      <label class="speed" title="Steps a second">
        <input
          type="range"
          min="0"
          max={SLIDER_STEPS}
          value={(SLIDER_STEPS * Math.log(stepsPerSecond / SPEED_RANGE.min)) / RATIO}
          aria-label="Speed"
          onInput={({ currentTarget }) => setSpeed(speedAt(Number(currentTarget.value)))}
        />
        <output>{stepsPerSecond < 1 ? stepsPerSecond.toFixed(2) : Math.round(stepsPerSecond)}/s</output>
      </label>
    </nav>
  );
}

function speedAt(position: number): number {
  const speed = SPEED_RANGE.min * Math.exp((RATIO * position) / SLIDER_STEPS);
  return Math.min(SPEED_RANGE.max, Math.max(SPEED_RANGE.min, speed < 1 ? speed : Math.round(speed)));
}
