import { complaint, numToCatchUp, status } from './store.ts';

const WORDS = {
  lost: 'The server is away. Trying to reach it again…',
  refused: 'The server will not have this page.',
} as const;

/** What went wrong, in words; and what is being done about it. */
export function Banner() {
  const away = status.value === 'lost' || status.value === 'refused' ? WORDS[status.value] : null;
  if (away || complaint.value) {
    return (
      <div class="banner" role="alert">
        <div>
          {away && <p>{away}</p>}
          {complaint.value && <p>{complaint.value}</p>}
        </div>
        {complaint.value && (
          <button class="plain" onClick={() => (complaint.value = null)} aria-label="Dismiss">
            ×
          </button>
        )}
      </div>
    );
  }
  if (numToCatchUp.value === 0) return null;
  return (
    <div class="banner calm" role="status">
      <p>Catching up: {numToCatchUp.value} steps to make again.</p>
    </div>
  );
}
