import { Choice, NumberField } from './fields.tsx';
import { rival, setRival } from './rival.ts';
import { request, start, welcome } from './store.ts';

const TASK_WORDS = {
  objectnav: 'Find an object',
  pointnav: 'Reach a point',
  imagenav: 'Reach a pictured place',
  instancenav: 'Find one of several',
  roomnav: 'Go to a room',
  multion: 'Find three things in order',
  fetch: 'Fetch a thing',
  follow: 'Follow a person',
  findperson: 'Find a person',
} as const;
const SPLIT_WORDS = {
  train: 'training',
  val: 'unseen (val)',
  test: 'unseen (test)',
  style: 'new shapes (style)',
} as const;
const LEVEL_WORDS = { rigid: 'rigid bodies', kinematic: 'motion alone (fast)' } as const;
const NOBODY = '';
const MAX_ROOMS = 10;
const MAX_RESIDENTS = 20;

/** Which episode is shown: agents, seed, number, task, and the houses it is drawn from. */
export function EpisodeForm() {
  const asked = request.value;
  const agents = welcome.value?.agents ?? [];
  if (!asked) return null;
  const names = Object.fromEntries(agents.map(({ name }) => [name, name]));
  return (
    <section class="card" aria-labelledby="episode-title">
      <h2 id="episode-title">Episode</h2>
      <form class="fields" onSubmit={(event) => event.preventDefault()}>
        <Choice class="wide" label="Agent" value={asked.agent} words={names} onChange={(agent) => start({ agent })}>
          <small>{agents.find(({ name }) => name === asked.agent)?.about}</small>
        </Choice>
        <Choice
          class="wide"
          label="Beside it, on the same episode"
          value={rival.value?.request.value?.agent ?? NOBODY}
          words={{ [NOBODY]: 'nobody', ...names }}
          onChange={(agent) => setRival(agent || null)}
        />
        <NumberField label="Seed" value={asked.seed} onChange={(seed = 0) => start({ seed })} />
        <NumberField label="Episode" value={asked.episode} onChange={(episode = 0) => start({ episode })} />
        <Choice label="Task" value={asked.task} words={TASK_WORDS} onChange={(task) => start({ task })} />
        <Choice label="Houses" value={asked.split} words={SPLIT_WORDS} onChange={(split) => start({ split })} />
        <NumberField
          label="Rooms"
          value={asked.rooms}
          min={1}
          max={MAX_ROOMS}
          placeholder="any"
          onChange={(rooms) => start({ rooms, ownHouse: undefined })}
        />
        <NumberField
          label="Residents"
          value={asked.residents}
          max={MAX_RESIDENTS}
          placeholder="as usual"
          onChange={(residents) => start({ residents })}
        />
        <Choice
          class="wide"
          label="Physics"
          value={asked.level ?? 'rigid'}
          words={LEVEL_WORDS}
          onChange={(level) => start({ level })}
        />
      </form>
    </section>
  );
}
