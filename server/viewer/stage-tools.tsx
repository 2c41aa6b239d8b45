import { useSignal } from '@preact/signals';
import { addressOfMoment } from './address.ts';
import { Icon } from './icon.tsx';
import { isPadShown } from './pad.tsx';

const COPIED_MS = 2_000;

/** A link to the moment on show, and buttons to drive by. */
export function StageTools() {
  const isCopied = useSignal(false);
  const share = async (): Promise<void> => {
    const address = addressOfMoment();
    history.replaceState(null, '', address);
    await navigator.clipboard?.writeText(address).catch(() => {});
    isCopied.value = true;
    setTimeout(() => (isCopied.value = false), COPIED_MS);
  };
  return (
    <>
      <button
        class="round"
        title={isCopied.value ? 'The link is copied' : 'Copy a link to this moment'}
        onClick={() => void share()}
      >
        <Icon name={isCopied.value ? 'check' : 'link'} />
      </button>
      <button
        class="round"
        title="Buttons to drive by"
        aria-pressed={isPadShown.value}
        onClick={() => (isPadShown.value = !isPadShown.value)}
      >
        <Icon name="hand" />
      </button>
    </>
  );
}
