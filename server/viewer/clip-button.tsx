import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Clip } from './clip.ts';
import { download } from './download.ts';
import type { HouseView } from './house/house-view.ts';
import { Icon } from './icon.tsx';
import { complaint, episode } from './store.ts';

/** Records a clip of the house, what is asked and what the agent sees; a second press ends and saves it. */
export function ClipButton({ view }: { readonly view: () => HouseView | null }) {
  const clip = useRef<Clip | null>(null);
  const isRecording = useSignal(false);

  const begin = async (shown: HouseView): Promise<void> => {
    const { recordClip } = await import('./clip.ts');
    const style = getComputedStyle(document.documentElement);
    const begun = await recordClip({ fill: style.getPropertyValue('--paper'), ink: style.getPropertyValue('--ink') });
    clip.current = begun;
    isRecording.value = true;
    shown.onDrawn = (canvas) => begun.addPicture(canvas);
    shown.redraw();
  };
  const end = async (shown: HouseView, begun: Clip): Promise<void> => {
    shown.onDrawn = null;
    clip.current = null;
    isRecording.value = false;
    const { blob, extension } = await begun.finish();
    const name = episode.value?.episode.seed.replaceAll('/', '-') ?? 'clip';
    download(blob, `oikos-${name}.${extension}`);
  };
  const press = (): void => {
    const shown = view();
    if (!shown) return;
    const work = clip.current ? end(shown, clip.current) : begin(shown);
    work.catch((error: unknown) => {
      complaint.value = error instanceof Error ? error.message : String(error);
    });
  };
  return (
    <button
      class={isRecording.value ? 'round recording' : 'round'}
      title={isRecording.value ? 'End the clip and save it' : 'Record a clip'}
      aria-pressed={isRecording.value}
      onClick={press}
    >
      <Icon name="record" />
    </button>
  );
}
