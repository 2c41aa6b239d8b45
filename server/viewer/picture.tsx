import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface PictureProps {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** (H, W, 4); null draws an empty place. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer> | null;
  readonly isLarge: boolean;
  /** Hears the pixel under the pointer, or null when it left. */
  readonly onPoint?: (pixel: number | null) => void;
  /** Hears that the person wants this one large. */
  readonly onChoose?: () => void;
  /** Laid over the picture. */
  readonly overlay?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One picture with its title; a small one is a button that makes it large. */
export function Picture(props: PictureProps) {
  const { title, width, height, pixels, isLarge, onPoint, onChoose, overlay, children } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (pixels) canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [pixels, width, height]);
  const point = (event: PointerEvent): void => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return;
    const x = Math.floor(((event.clientX - box.left) / box.width) * width);
    const y = Math.floor(((event.clientY - box.top) / box.height) * height);
    if (x >= 0 && y >= 0 && x < width && y < height) onPoint?.(y * width + x);
  };
  const drawn = (
    <canvas
      ref={canvas}
      class={pixels ? '' : 'empty'}
      width={width}
      height={height}
      role="img"
      aria-label={title}
      onPointerMove={point}
      onPointerLeave={() => onPoint?.(null)}
    />
  );
  return (
    <figure class={isLarge ? 'picture large' : 'picture'}>
      {isLarge ? (
        <div class="frame">
          {drawn}
          {overlay}
        </div>
      ) : (
        <button class="frame" title={`${title}: show it large`} onClick={onChoose}>
          {drawn}
        </button>
      )}
      <figcaption>
        <b>{title}</b>
        <span>{children}</span>
      </figcaption>
    </figure>
  );
}
