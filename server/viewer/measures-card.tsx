import { state } from './store.ts';

/** A distance in words; unreachable is said as such. */
export function metres(distance: number): string {
  return Number.isFinite(distance) ? `${distance.toFixed(2)} m` : 'no way';
}

/** The measures so far. */
export function MeasuresCard() {
  const measures = state.value?.measures;
  const rows: readonly (readonly [name: string, value: string, title: string])[] = measures
    ? [
        ['To goal', metres(measures.distanceToGoal), 'Shortest walk to the nearest goal'],
        ['Steps', String(measures.steps), 'Actions taken'],
        ['Bumps', String(measures.collisions), 'Actions that ended against an obstacle'],
        ['Success', measures.success > 0 ? 'yes' : 'not yet', 'Said stop at a goal'],
        ['SPL', measures.spl.toFixed(2), 'Success weighted by path length: 1 is the shortest way'],
        ['SoftSPL', measures.softSpl.toFixed(2), 'Share of the way covered, weighted by path length'],
      ]
    : [];
  return (
    <section class="card" aria-labelledby="measures-title">
      <h2 id="measures-title">Measures</h2>
      <dl class="measures">
        {rows.map(([name, value, title]) => (
          <div key={name} title={title}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
