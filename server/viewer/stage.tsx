import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ClipButton } from './clip-button.tsx';
import type { ViewMode } from './house/house-view.ts';
import { HouseView } from './house/house-view.ts';
import { listenToViewKeys } from './house/view-keys.ts';
import { Icon } from './icon.tsx';
import { walkedIn } from './pad.tsx';
import { keepDrawn } from './stage-view.ts';
import { StageTools } from './stage-tools.tsx';
import { welcome } from './store.ts';

const WALK_WORDS = matchMedia('(pointer: coarse)').matches
  ? 'Drag to look; buttons or two fingers walk'
  : 'Drag to look, W A S D or scroll to walk';

/** The house in 3D. */
export function Stage() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HouseView | null>(null);
  const failure = useSignal<string | null>(null);
  const mode = useSignal<ViewMode>('orbit');
  const hasWalls = useSignal(false);

  // A graphics device takes its time to open: while it does, the first episode is already being prepared.
  const isWelcome = welcome.value !== null;
  useEffect(() => {
    if (!isWelcome) return;
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
      created.setWalls(hasWalls.value);
      applyMode();
      const releases = [keepDrawn(created), listenToViewKeys(created)];
      stop = () => {
        releases.forEach((release) => release());
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
  }, [isWelcome]);

  const applyMode = (): void => {
    view.current?.setMode(mode.value);
    walkedIn.value = mode.value === 'walk' ? view.current : null;
  };
  const setMode = (next: ViewMode): void => {
    mode.value = mode.value === next ? 'orbit' : next;
    applyMode();
  };
  const toggleWalls = (): void => {
    hasWalls.value = !hasWalls.value;
    view.current?.setWalls(hasWalls.value);
  };
  return (
    <>
      <canvas
        class="house"
        ref={canvas}
        role="img"
        aria-label="The house in 3D, with the agent in it; drag to turn, scroll to zoom"
      />
      {failure.value && <p class="failure">{failure.value}</p>}
      {mode.value === 'walk' && <p class="hint">{WALK_WORDS}</p>}
      <div class="corner" role="toolbar" aria-label="View">
        <button class="round" title="Show the whole house" onClick={() => view.current?.fit()}>
          <Icon name="fit" />
        </button>
        <button
          class="round"
          title="Follow the agent"
          aria-pressed={mode.value === 'follow'}
          onClick={() => setMode('follow')}
        >
          <Icon name="follow" />
        </button>
        <button
          class="round"
          title="Walk through the house"
          aria-pressed={mode.value === 'walk'}
          onClick={() => setMode('walk')}
        >
          <Icon name="walk" />
        </button>
        <button class="round" title="Whole walls" aria-pressed={hasWalls.value} onClick={toggleWalls}>
          <Icon name="walls" />
        </button>
        <ClipButton view={() => view.current} />
        <StageTools />
      </div>
    </>
  );
}
