const PATHS = {
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8 5.5v13M16 5.5v13',
  step: 'M6 5.5v13l9-6.5zM18 5.5v13',
  next: 'M4.5 6v12l7.5-6zM12 6v12l7.5-6z',
  again: 'M5 12a7 7 0 1 0 2.3-5.2M5 4.5v4h4',
  forward: 'M12 19V5M6 11l6-6 6 6',
  left: 'M9 5 4 10l5 5M4 10h9a6 6 0 0 1 6 6v3',
  right: 'm15 5 5 5-5 5M20 10h-9a6 6 0 0 0-6 6v3',
  up: 'M3 14s3.5-5 9-5 9 5 9 5M12 4.5v-2M8.5 5l3.5-3 3.5 3M12 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  down: 'M3 10s3.5 5 9 5 9-5 9-5M12 19.5v2M8.5 19l3.5 3 3.5-3M12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  stop: 'M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.500C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  check: 'm5 12.5 4.5 4.500L19 7.5',
  cross: 'm6.5 6.5 11 11M17.5 6.500l-11 11',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  follow: 'M12 4v3M12 17v3M4 12h3M17 12h3M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing in the colour of the text beside it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
