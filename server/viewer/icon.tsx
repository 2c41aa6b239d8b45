const PATHS = {
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8 5.5v13M16 5.5v13',
  step: 'M6 5.5v13l9-6.5zM18 5.5v13',
  back: 'M18 5.5v13l-9-6.5zM6 5.5v13',
  next: 'M4.5 6v12l7.5-6zM12 6v12l7.5-6z',
  again: 'M5 12a7 7 0 1 0 2.3-5.2M5 4.5v4h4',
  forward: 'M12 19V5M6 11l6-6 6 6',
  left: 'M9 5 4 10l5 5M4 10h9a6 6 0 0 1 6 6v3',
  right: 'm15 5 5 5-5 5M20 10h-9a6 6 0 0 0-6 6v3',
  up: 'M3 14s3.5-5 9-5 9 5 9 5M12 4.5v-2M8.5 5l3.5-3 3.5 3M12 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  down: 'M3 10s3.5 5 9 5 9-5 9-5M12 19.5v2M8.5 19l3.5 3 3.5-3M12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  stop: 'M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'm6.5 6.5 11 11M17.5 6.5l-11 11',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  follow: 'M12 4v3M12 17v3M4 12h3M17 12h3M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  walk: 'M13 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM12.5 8l-2.5 6 3.5 2.5L15 22M10 14l-2.5 8M7 12l2-3.5 3.5-.5 2 3 3 1',
  walls: 'M3 20V8l9-4.5L21 8v12M3 20h18M8 20v-7h8v7',
  auto: 'M12 3a9 9 0 1 0 0 18zM12 3v18M12 3a9 9 0 0 1 0 18',
  light:
    'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  link: 'M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1',
  record: 'M12 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12z',
  hand: 'M8 12V5.5a1.5 1.5 0 0 1 3 0V11M11 10.5v-6a1.5 1.5 0 0 1 3 0V11M14 11V6a1.5 1.5 0 0 1 3 0v8c0 4-2 7-6 7-3.5 0-4.5-1.5-6.5-5L3 13.5c.8-1.300 2.300-1.200 3.200 0L8 15.5V12',
  keys: 'M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 14.5h8',
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
