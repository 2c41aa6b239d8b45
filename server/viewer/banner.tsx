import { complaint, status } from './store.ts';

const WORDS = {
  lost: 'The server is away. Trying to reach it again…',
  refused: 'The server will not have this page.',
} as const;

/** What went wrong, in words. */
export function Banner() {
  const away = status.value === 'lost' || status.value === 'refused' ? WORDS[status.value] : null;
  if (!away && !complaint.value) return null;
  return (
    <div class="banner" role="alert">
      <p>
        {away} {complaint.value}
      </p>
      {complaint.value && (
        <button class="plain" onClick={() => (complaint.value = null)} aria-label="Dismiss">
          ×
        </button>
      )}
    </div>
  );
}
