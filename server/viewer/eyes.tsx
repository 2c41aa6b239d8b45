import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { CATEGORIES, categoryWords } from '../../env/categories.ts';
import { uint16Of } from '../protocol.ts';
import { Picture } from './picture.tsx';
import { FAR_METRES, paintDepth, paintRgb, paintSemantic, semanticColor } from './sensor-colors.ts';
import { frames } from './store.ts';

const EMPTY_SIZE = 64;

/** What the agent sees, and what its model had expected to see. */
export function Eyes() {
  const seen = frames.value;
  const pointed = useSignal<number | null>(null);
  const painted = useMemo(
    () =>
      seen && {
        rgb: paintRgb(seen.rgb),
        depth: paintDepth(seen.depth),
        semantic: paintSemantic(seen.semantic),
        millimetres: uint16Of(seen.depth),
        predicted: seen.predicted && paintRgb(seen.predicted.rgb),
      },
    [seen],
  );
  const size = { width: seen?.width ?? EMPTY_SIZE, height: seen?.height ?? EMPTY_SIZE };
  const onPoint = (pixel: number | null): void => void (pointed.value = pixel);
  const pixel = pointed.value;
  return (
    <section class="card" aria-label="What the agent sees">
      <h2>Through its eyes</h2>
      <div class="pictures">
        <Picture title="It sees" {...size} pixels={painted?.rgb ?? null} />
        <Picture title="It expected" {...size} pixels={painted?.predicted ?? null}>
          {seen?.predicted ? `${decibels(seen.predicted.psnr)}` : seen ? 'no guess' : ''}
        </Picture>
        <Picture title="Depth" {...size} pixels={painted?.depth ?? null} onPoint={onPoint}>
          {painted && pixel !== null ? `${(painted.millimetres[pixel] / 1000).toFixed(2)} m` : <DepthScale />}
        </Picture>
        <Picture title="Meaning" {...size} pixels={painted?.semantic ?? null} onPoint={onPoint}>
          {seen && pixel !== null && <Label id={seen.semantic[pixel]} />}
        </Picture>
      </div>
    </section>
  );
}

function decibels(psnr: number): string {
  return Number.isFinite(psnr) ? `${psnr.toFixed(1)} dB` : 'exact';
}

function DepthScale() {
  return (
    <span class="scale" title={`0 to ${FAR_METRES} m`}>
      0<i />
      {FAR_METRES} m
    </span>
  );
}

function Label({ id }: { readonly id: number }) {
  return (
    <span class="label">
      <i style={{ background: `rgb(${semanticColor(id).join(' ')})` }} />
      {categoryWords(CATEGORIES[id] ?? 'void')}
    </span>
  );
}
