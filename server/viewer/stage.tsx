import { effect, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { float32Of } from '../protocol.ts';
import { HouseView } from './house/house-view.ts';
import { Icon } from './icon.tsx';
import { episode, house, isPlaying, state, stepsPerSecond, trail } from './store.ts';

/** The house in 3D. */
export function Stage() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HouseView | null>(null);
  const failure = useSignal<string | null>(null);
  const isFollowing = useSignal(false);

  useEffect(() => {
    let stop = (): void => {};
    let isGone = false;
    const onLost = (reason: string): void => {
      if (!isGone)
        failure.value = `The graphics device went away (${reason}). Reload the page to draw the house again.`;
    };
    const open = async (): Promise<void> => {
      if (!canvas.current) return;
      const created = await HouseView.create(canvas.current, onLost);
      if (isGone) return created.dispose();
      view.current = created;
      const stops = [
        effect(() => showEpisode(created)),
        effect(() => showState(created)),
        effect(() => created.setTrail(trail.value)),
      ];
      stop = () => {
        for (const end of stops) end();
        created.dispose();
      };
    };
    open().catch((error: unknown) => {
      failure.value = `The house cannot be drawn in 3D: ${error instanceof Error ? error.message : error}. All else works.`;
    });
    return () => {
      isGone = true;
      stop();
    };
  }, []);

  const toggleFollowing = (): void => {
    isFollowing.value = !isFollowing.value;
    view.current?.follow(isFollowing.value);
  };
  return (
    <>
      <canvas
        class="house"
        ref={canvas}
        aria-label="The house in 3D, with the agent in it; drag to turn, scroll to zoom"
      />
      {failure.value && <p class="failure">{failure.value}</p>}
      <div class="corner">
        <button class="round" title="Show the whole house" onClick={() => view.current?.fit()}>
          <Icon name="fit" />
        </button>
        <button class="round" title="Follow the agent" aria-pressed={isFollowing.value} onClick={toggleFollowing}>
          <Icon name="follow" />
        </button>
      </div>
    </>
  );
}

function showEpisode(view: HouseView): void {
  const message = episode.value;
  const shown = house.peek();
  if (message && shown) view.setEpisode(shown, message.episode);
}

function showState(view: HouseView): void {
  const now = state.value;
  if (!now || !episode.peek()) return;
  const patience = isPlaying.peek() ? 850 / stepsPerSecond.peek() : 250;
  view.setMovables(float32Of(now.movables));
  view.setSwitches(now.switches);
  view.setPose(now.pose, now.action === null ? 0 : Math.min(350, patience));
}
