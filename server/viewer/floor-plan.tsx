import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { drawFloorPlan } from './draw-floor-plan.ts';
import { episode, house, state, trail } from './store.ts';

/** The house from above with the way so far and the goal. */
export function FloorPlan() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = (): void => {
    const shown = house.value;
    const asked = episode.value;
    if (canvas.current && shown && asked) {
      drawFloorPlan(canvas.current, {
        house: shown,
        episode: asked.episode,
        pose: state.value?.pose ?? null,
        trail: trail.value,
      });
    }
  };
  useSignalEffect(draw);
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const observer = new ResizeObserver(draw);
    if (canvas.current) observer.observe(canvas.current);
    scheme.addEventListener('change', draw);
    return () => {
      observer.disconnect();
      scheme.removeEventListener('change', draw);
    };
  }, []);
  return (
    <section class="card" aria-label="Map">
      <h2>From above</h2>
      <canvas class="plan" ref={canvas} />
    </section>
  );
}
