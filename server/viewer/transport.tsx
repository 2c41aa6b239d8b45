import { SPEED_RANGE } from '../protocol.ts';
import { Icon } from './icon.tsx';
import { seekBy, stepOn, togglePlaying } from './playback.ts';
import { cursor, ended, isPlaying, restart, setSpeed, shownIndex, startNext, state, stepsPerSecond } from './store.ts';
import { Timeline } from './timeline.tsx';

/** The slider is logarithmic: half of its length lies below 4 steps a second. */
const SLIDER_STEPS = 100;
const RATIO = Math.log(SPEED_RANGE.max / SPEED_RANGE.min);

/** The timeline; play, pause, step, speed, again and next. */
export function Transport() {
  const isShown = state.value !== null;
  const canStep = isShown && (ended.value === null || cursor.value !== null);
  return (
    <nav class="transport" aria-label="Playback">
      <Timeline />
      <div class="buttons">
        <button class="round" title="Run it again from the beginning" onClick={restart} disabled={!isShown}>
          <Icon name="again" />
        </button>
        <button
          class="round"
          title="One step back (,)"
          aria-label="Step back"
          onClick={() => seekBy(-1)}
          disabled={shownIndex.value < 1}
        >
          <Icon name="back" />
        </button>
        <button
          class="round primary"
          title={isPlaying.value ? 'Pause (space)' : 'Play (space)'}
          aria-label={isPlaying.value ? 'Pause' : 'Play'}
          onClick={togglePlaying}
          disabled={!isShown}
        >
          <Icon name={isPlaying.value ? 'pause' : 'play'} />
        </button>
        <button class="round" title="One step (.)" aria-label="Step" onClick={stepOn} disabled={!canStep}>
          <Icon name="step" />
        </button>
        <button class="round" title="Next episode (n)" aria-label="Next episode" onClick={startNext}>
          <Icon name="next" />
        </button>
        <Speed />
      </div>
    </nav>
  );
}

function Speed() {
  const speed = stepsPerSecond.value;
  return (
    <label class="speed" title="Steps a second">
      <input
        type="range"
        min="0"
        max={SLIDER_STEPS}
        value={(SLIDER_STEPS * Math.log(speed / SPEED_RANGE.min)) / RATIO}
        aria-label="Speed"
        aria-valuetext={`${speed.toPrecision(2)} steps a second`}
        onInput={({ currentTarget }) => setSpeed(speedAt(Number(currentTarget.value)))}
      />
      <output>{speed < 1 ? speed.toFixed(2) : Math.round(speed)}/s</output>
    </label>
  );
}

function speedAt(position: number): number {
  const speed = SPEED_RANGE.min * Math.exp((RATIO * position) / SLIDER_STEPS);
  return Math.min(SPEED_RANGE.max, Math.max(SPEED_RANGE.min, speed < 1 ? speed : Math.round(speed)));
}
