import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

export interface PictureProps {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** (H, W, 4); null draws an empty place. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer> | null;
  /** Hears the pixel under the pointer, or null when it left. */
  readonly onPoint?: (pixel: number | null) => void;
  readonly children?: ComponentChildren;
}

/** One small picture with its title. */
export function Picture({ title, width, height, pixels, onPoint, children }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (pixels) canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [pixels]);
  const point = (event: PointerEvent): void => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return;
    const x = Math.floor(((event.clientX - box.left) / box.width) * width);
    const y = Math.floor(((event.clientY - box.top) / box.height) * height);
    if (x >= 0 && y >= 0 && x < width && y < height) onPoint?.(y * width + x);
  };
  return (
    <figure class="picture">
      <canvas
        ref={canvas}
        class={pixels ? '' : 'empty'}
        width={width}
        height={height}
        aria-label={title}
        onPointerMove={onPoint && point}
        onPointerLeave={onPoint && (() => onPoint(null))}
      />
      <figcaption>
        <b>{title}</b>
        <span>{children}</span>
      </figcaption>
    </figure>
  );
}
