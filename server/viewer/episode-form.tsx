import type { EpisodeRequest } from '../client-message.ts';
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
  train: 'training houses',
  val: 'unseen houses (val)',
  test: 'unseen houses (test)',
  style: 'unseen shapes and colours (style)',
} as const;

/** Which episode is shown: seed, number, houses, task and agent. */
export function EpisodeForm() {
  const asked = request.value;
  const agents = welcome.value?.agents ?? [];
  if (!asked) return null;
  return (
    <section class="card" aria-labelledby="episode-title">
      <h2 id="episode-title">Episode</h2>
      <form class="fields" onSubmit={(event) => event.preventDefault()}>
        <label class="wide">
          Agent
          <select value={asked.agent} onChange={({ currentTarget }) => start({ agent: currentTarget.value })}>
            {agents.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <small>{agents.find(({ name }) => name === asked.agent)?.about}</small>
        </label>
        <NumberField label="Seed" field="seed" value={asked.seed} />
        <NumberField label="Episode" field="episode" value={asked.episode} />
        <Choice label="Houses" field="split" value={asked.split} words={SPLIT_WORDS} />
        <Choice label="Task" field="task" value={asked.task} words={TASK_WORDS} />
      </form>
    </section>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly field: 'seed' | 'episode';
  readonly value: number;
}

function NumberField({ label, field, value }: NumberFieldProps) {
  const change = (text: string): void => {
    const number = Number(text);
    if (text !== '' && Number.isSafeInteger(number) && number >= 0) start({ [field]: number });
  };
  return (
    <label>
      {label}
      <input
        type="number"
        min="0"
        step="1"
        value={value}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    </label>
  );
}

interface ChoiceProps<K extends 'split' | 'task'> {
  readonly label: string;
  readonly field: K;
  readonly value: EpisodeRequest[K];
  readonly words: Readonly<Record<EpisodeRequest[K], string>>;
}

function Choice<K extends 'split' | 'task'>({ label, field, value, words }: ChoiceProps<K>) {
  const names = Object.keys(words) as EpisodeRequest[K][];
  return (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => start({ [field]: currentTarget.value })}>
        {names.map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
    </label>
  );
}
