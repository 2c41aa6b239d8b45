import { UsageError } from '../../env/errors.ts';
import { paintRgb } from './sensor-colors.ts';
import { episode, frames, state } from './store.ts';

/** A clip that is being recorded. */
export interface Clip {
  /** Draws the house once more, with what is asked and what the agent sees; call right after the house was drawn. */
  addPicture(house: HTMLCanvasElement): void;
  /** Ends it. */
  finish(): Promise<{ readonly blob: Blob; readonly extension: 'mp4' | 'webm' }>;
}

const SIZE = { width: 1280, height: 720 } as const;
const BITS_PER_SECOND = 5_000_000;
/** Pictures nearer to each other than this are left out, seconds. */
const SHORTEST = 1 / 31;
const INSET = { size: 200, margin: 28 } as const;

/** Begins a clip with the browser's own encoder. @throws UsageError where it has none */
export async function recordClip(paper: { readonly fill: string; readonly ink: string }): Promise<Clip> {
  const { BufferTarget, CanvasSource, getFirstEncodableVideoCodec, Mp4OutputFormat, Output, WebMOutputFormat } =
    await import('mediabunny');
  const codec =
    'VideoEncoder' in window ? await getFirstEncodableVideoCodec(['avc', 'vp9', 'vp8', 'av1'], { ...SIZE }) : null;
  if (codec === null) {
    throw new UsageError(
      'Clip: this browser cannot encode video (it lacks WebCodecs); record in Chrome, Edge or Safari.',
    );
  }
  const extension = codec === 'avc' ? 'mp4' : 'webm';
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d');
  if (!context) throw new UsageError('Clip: this browser draws no pictures off the page; use another one.');
  const target = new BufferTarget();
  const output = new Output({ format: extension === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, bitrate: BITS_PER_SECOND });
  output.addVideoTrack(source);
  await output.start();

  const began = performance.now();
  let drawnAt = -Infinity;
  let encoding = Promise.resolve();
  const add = (seconds: number): void => {
    encoding = Promise.all([encoding, source.add(seconds, SHORTEST)]).then(() => undefined);
  };
  return {
    addPicture(house) {
      const seconds = (performance.now() - began) / 1000;
      if (seconds - drawnAt < SHORTEST) return;
      drawnAt = seconds;
      compose(context, house, paper);
      add(seconds);
    },
    async finish() {
      // The last picture stands until the end.
      if (drawnAt >= 0) add(Math.max(drawnAt + SHORTEST, (performance.now() - began) / 1000));
      await encoding;
      await output.finalize();
      if (!target.buffer || drawnAt < 0) throw new UsageError('Clip: nothing was drawn; let the agent move meanwhile.');
      return { blob: new Blob([target.buffer], { type: `video/${extension}` }), extension };
    },
  };
}

function compose(
  context: OffscreenCanvasRenderingContext2D,
  house: HTMLCanvasElement,
  { fill, ink }: { readonly fill: string; readonly ink: string },
): void {
  const { width, height } = SIZE;
  context.fillStyle = fill;
  context.fillRect(0, 0, width, height);
  const scale = Math.max(width / house.width, height / house.height);
  const [w, h] = [house.width * scale, house.height * scale];
  context.imageSmoothingEnabled = true;
  context.drawImage(house, (width - w) / 2, (height - h) / 2, w, h);
  context.fillStyle = ink;
  context.font = '650 34px system-ui, sans-serif';
  context.fillText(episode.value?.episode.instruction ?? '', INSET.margin, 56);
  context.font = '20px system-ui, sans-serif';
  context.globalAlpha = 0.7;
  context.fillText(`Step ${state.value?.step ?? 0}`, INSET.margin, 86);
  context.globalAlpha = 1;
  const seen = frames.value;
  if (!seen) return;
  const eye = new OffscreenCanvas(seen.width, seen.height);
  eye.getContext('2d')?.putImageData(new ImageData(paintRgb(seen.rgb), seen.width, seen.height), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(eye, INSET.margin, height - INSET.margin - INSET.size, INSET.size, INSET.size);
}
