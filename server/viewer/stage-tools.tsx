import { useSignal } from '@preact/signals';
import { addressOfMoment } from './address.ts';
import { Icon } from './icon.tsx';
import { isPadShown } from './pad.tsx';
import { theme, turnTheme } from './theme.ts';

const COPIED_MS = 2_000;
const THEME_WORDS = { auto: 'as the system', light: 'light', dark: 'dark' } as const;

/** What can be done with the page itself: its colours, and a link to the moment on show. */
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
      <button class="round" title={`Colours: ${THEME_WORDS[theme.value]}`} onClick={turnTheme}>
        <Icon name={theme.value} />
      </button>
    </>
  );
}
