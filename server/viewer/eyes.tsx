import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { CATEGORIES, categoryWords } from '../../env/categories.ts';
import type { FramesMessage } from '../protocol.ts';
import { uint16Of } from '../protocol.ts';
import { Boxes } from './boxes.tsx';
import { Curve } from './curve.tsx';
import { expectation, hasAny, seekStep } from './curves.ts';
import { Picture } from './picture.tsx';
import { FAR_METRES, paintDepth, paintDifference, paintRgb, paintSemantic, semanticColor } from './sensor-colors.ts';
import { episode, frames, state } from './store.ts';

const EMPTY_SIZE = 64;
const TITLES = {
  rgb: 'It sees',
  depth: 'Depth',
  semantic: 'Meaning',
  expected: 'It expected',
  difference: 'Error',
} as const;
type Channel = keyof typeof TITLES;
const CHANNELS = Object.keys(TITLES) as Channel[];
/** Only of agents that have a model of the world. */
const PREDICTED: readonly Channel[] = ['expected', 'difference'];

/** What the agent sees, one channel large, and what its model had expected to see. */
export function Eyes() {
  const seen = frames.value;
  const large = useSignal<Channel>('rgb');
  const showsBoxes = useSignal(false);
  const pointed = useSignal<number | null>(null);
  const painted = useMemo(() => seen && paintAll(seen), [seen]);
  const size = { width: seen?.width ?? EMPTY_SIZE, height: seen?.height ?? EMPTY_SIZE };
  const predictor = useRef<string | null>(null);
  const agent = episode.value?.request?.agent ?? null;
  if (hasAny(expectation.value)) predictor.current = agent;
  // Who predicts once will do so in its next episode; until then their places are kept.
  const predicts = predictor.current === agent && agent !== null;
  /** Without WebGPU the page alone has a picture to look at and nothing else. */
  const isMeasured = painted === null || painted.seen.depth.some((byte) => byte > 0);
  const channels = CHANNELS.filter((channel) => {
    if (PREDICTED.includes(channel)) return predicts;
    return channel === 'rgb' || isMeasured;
  });
  const shown = channels.includes(large.value) ? large.value : 'rgb';
  const small = channels.filter((channel) => channel !== shown);
  const picture = (channel: Channel) => (
    <Picture
      key={channel}
      title={TITLES[channel]}
      {...size}
      pixels={painted?.[channel] ?? null}
      isLarge={channel === shown}
      onPoint={(pixel) => (pointed.value = pixel)}
      onChoose={() => (large.value = channel)}
      overlay={channel === shown && showsBoxes.value && <Boxes {...size} boxes={seen?.boxes ?? []} />}
    >
      {painted && (
        <Caption channel={channel} seen={painted.seen} millimetres={painted.millimetres} pixel={pointed.value} />
      )}
    </Picture>
  );
  return (
    <section class="card eyes" aria-labelledby="eyes-title">
      <h2>
        <span id="eyes-title">Through its eyes</span>
        {isMeasured && (
          <label class="switch">
            <input
              type="checkbox"
              checked={showsBoxes.value}
              onChange={({ currentTarget }) => (showsBoxes.value = currentTarget.checked)}
            />
            Boxes
          </label>
        )}
      </h2>
      {!isMeasured && (
        <p>
          Painted for you alone: this browser has no WebGPU, so agents see nothing here, and there are only those that
          need no eyes.
        </p>
      )}
      <div class="mosaic">
        {picture(shown)}
        {small.map(picture)}
        {predicts && (
          <Curve
            title="Match, dB"
            data={expectation.value}
            at={state.value?.step ?? 0}
            format={(dB) => dB.toFixed(1)}
            onSeek={seekStep}
          />
        )}
      </div>
    </section>
  );
}

function paintAll(seen: FramesMessage) {
  const { rgb, depth, semantic, predicted } = seen;
  return {
    seen,
    rgb: paintRgb(rgb),
    depth: paintDepth(depth),
    semantic: paintSemantic(semantic),
    expected: predicted && paintRgb(predicted.rgb),
    difference: predicted && paintDifference(predicted.rgb, rgb),
    millimetres: uint16Of(depth),
  };
}

interface CaptionProps {
  readonly channel: Channel;
  readonly seen: FramesMessage;
  readonly millimetres: Uint16Array;
  /** Under the pointer; null when there is none. */
  readonly pixel: number | null;
}

/** What a picture says in words: a value under the pointer, else its scale or its sum. */
function Caption({ channel, seen, millimetres, pixel }: CaptionProps) {
  switch (channel) {
    case 'rgb':
      return null;
    case 'depth':
      return pixel === null ? <DepthScale /> : <>{(millimetres[pixel] / 1000).toFixed(2)} m</>;
    case 'semantic':
      return pixel === null ? null : <Label id={seen.semantic[pixel]} />;
    case 'expected':
      return seen.predicted ? null : <>no guess</>;
    case 'difference':
      return seen.predicted && <>{decibels(seen.predicted.psnr)}</>;
  }
}

function decibels(psnr: number): string {
  return Number.isFinite(psnr) ? `${psnr.toFixed(1)} dB` : 'none';
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
