import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { drawFloorPlan } from './draw-floor-plan.ts';
import { rivalShown, rivalTrail } from './rival.ts';
import { episode, house, state, trail } from './store.ts';
import { wears } from './theme.ts';

/** The house from above with the way so far and the goal. */
export function FloorPlan() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = (): void => {
    const shown = house.value;
    const asked = episode.value;
    void wears.value;
    if (!canvas.current || !shown || !asked) return;
    drawFloorPlan(canvas.current, {
      house: shown,
      episode: asked.episode,
      pose: state.value?.pose ?? null,
      trail: trail.value,
      rival: rivalShown.value?.state.pose ?? null,
      rivalTrail: rivalTrail.value,
    });
  };
  useSignalEffect(draw);
  useEffect(() => {
    const observer = new ResizeObserver(draw);
    if (canvas.current) observer.observe(canvas.current);
    return () => observer.disconnect();
  }, []);
  return (
    <section class="card" aria-labelledby="map-title">
      <h2 id="map-title">From above</h2>
      <canvas
        class="plan"
        ref={canvas}
        role="img"
        aria-label="The house from above, with the way so far and the goal"
      />
    </section>
  );
}
