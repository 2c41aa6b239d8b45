import { useSignal } from '@preact/signals';
import { categoryWords } from '../../env/categories.ts';
import { episode, start, welcome } from './store.ts';

/** A person asks for something in this house, in words. */
export function InstructionForm() {
  const words = useSignal('');
  const goals = (welcome.value?.goals ?? []).map(categoryWords);
  const isOwn = episode.value?.request?.instruction !== undefined;
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    const instruction = words.value.trim();
    if (instruction) start({ instruction, task: 'objectnav' });
  };
  return (
    <section class="card" aria-labelledby="ask-title">
      <h2 id="ask-title">Ask for something</h2>
      <form class="ask" onSubmit={ask}>
        <input
          type="text"
          aria-label="Instruction"
          placeholder={`find the ${goals[0] ?? 'sofa'}`}
          list="goals"
          maxLength={200}
          value={words.value}
          onInput={({ currentTarget }) => (words.value = currentTarget.value)}
        />
        <datalist id="goals">
          {goals.map((goal) => (
            <option key={goal} value={`find the ${goal}`} />
          ))}
        </datalist>
        <button class="primary" disabled={words.value.trim() === ''}>
          Ask
        </button>
      </form>
      {isOwn && (
        <button class="below" onClick={() => start({ instruction: undefined })}>
          Back to the episode’s own task
        </button>
      )}
    </section>
  );
}
