import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Vec2 } from '../../env/geometry.ts';
import { float32Of } from '../protocol.ts';
import { drawFloorPlan } from './draw-floor-plan.ts';
import { chosen, draft, dragged, drawnHouse } from './edited-house.ts';
import { dragOnPlan } from './plan-drag.ts';
import { peopleAt } from './people.ts';
import { rivalShown, rivalTrail } from './rival.ts';
import { episode, state, trail } from './store.ts';
import { wears } from './theme.ts';

/** The house from above with what was seen, the way so far, and the way to the goal; furniture can be dragged on it. */
export function FloorPlan() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = (): void => {
    const house = dragged.value ?? drawnHouse.value;
    const asked = episode.value;
    void wears.value;
    if (!canvas.current || !house || !asked) return;
    const now = state.value;
    const beside = rivalShown.value?.state;
    const isEditing = draft.value !== null;
    drawFloorPlan(canvas.current, {
      house,
      episode: asked.episode,
      agent: now && { pose: now.pose, trail: trail.value },
      rival: beside ? { pose: beside.pose, trail: rivalTrail.value } : null,
      people: now ? peopleAt(house, float32Of(now.movables)) : [],
      explored: isEditing ? null : (now?.explored ?? null),
      path: now && !isEditing ? pointsOf(float32Of(now.path)) : [],
      chosen: chosen.value,
    });
  };
  useSignalEffect(draw);
  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    const observer = new ResizeObserver(draw);
    observer.observe(target);
    const release = dragOnPlan(target);
    return () => {
      observer.disconnect();
      release();
    };
  }, []);
  return (
    <section class={draft.value ? 'card editing' : 'card'} aria-labelledby="map-title">
      <h2>
        <span id="map-title">From above</span>
        <small>{draft.value ? 'drag furniture, R turns it' : 'seen, walked, and the way to go'}</small>
      </h2>
      <canvas
        class="plan"
        ref={canvas}
        role="img"
        aria-label="The house from above, with what was seen, the way so far and the goal"
      />
    </section>
  );
}

/** (K, 2) to points. */
function pointsOf(flat: Float32Array): Vec2[] {
  return Array.from({ length: flat.length / 2 }, (_, i): Vec2 => [flat[2 * i], flat[2 * i + 1]]);
}
