import { useSignal } from '@preact/signals';
import { addressOfMoment } from './address.ts';
import { Icon } from './icon.tsx';
import { isPadShown } from './pad.tsx';
import { complaint } from './store.ts';

const COPIED_MS = 2_000;

/** A link to the moment on show, and buttons to drive by. */
export function StageTools() {
  const isCopied = useSignal(false);
  const share = async (): Promise<void> => {
    history.replaceState(null, '', addressOfMoment(location.hash));
    try {
      // Whoever gets it needs a token of their own.
      await navigator.clipboard.writeText(addressOfMoment());
      isCopied.value = true;
      setTimeout(() => (isCopied.value = false), COPIED_MS);
    } catch {
      complaint.value = 'This browser lets no page copy; the link is in its address bar.';
    }
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
