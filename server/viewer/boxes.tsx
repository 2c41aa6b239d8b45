import { CATEGORIES, categoryWords } from '../../env/categories.ts';
import type { BoundingBox } from '../../env/sensors/bounding-boxes.ts';
import { semanticColor } from './sensor-colors.ts';

export interface BoxesProps {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly BoundingBox[];
}

/** Smaller things get a box without words. */
const NAMED_SHARE = 0.012;

/** The 2D boxes of what is in a picture, laid over it. */
export function Boxes({ width, height, boxes }: BoxesProps) {
  return (
    <div class="boxes" aria-hidden="true">
      {boxes.map(({ instance, category, x0, y0, x1, y1 }) => (
        <span
          key={instance}
          style={{
            left: `${(100 * x0) / width}%`,
            top: `${(100 * y0) / height}%`,
            width: `${(100 * (x1 - x0)) / width}%`,
            height: `${(100 * (y1 - y0)) / height}%`,
            '--box': `rgb(${semanticColor(category).join(' ')})`,
          }}
        >
          {(x1 - x0) * (y1 - y0) > NAMED_SHARE * width * height && (
            <b>{categoryWords(CATEGORIES[category] ?? 'void')}</b>
          )}
        </span>
      ))}
    </div>
  );
}
