import { effect, signal } from '@preact/signals';

/** `auto` follows the system. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORED_AS = 'oikos-theme';

/** What the person chose. */
export const theme = signal<Theme>('auto');
/** What the page wears now; what draws on a canvas reads it, and so draws again when it changes. */
export const wears = signal<Exclude<Theme, 'auto'>>('light');

/** Takes up the person's last choice, and follows the system where they made none. */
export function applyTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isSystemDark = signal(system.matches);
  system.addEventListener('change', () => (isSystemDark.value = system.matches));
  theme.value = THEMES.find((name) => name === localStorage.getItem(STORED_AS)) ?? 'auto';
  effect(() => {
    const next = theme.value === 'auto' ? (isSystemDark.value ? 'dark' : 'light') : theme.value;
    document.documentElement.dataset.theme = next;
    wears.value = next;
    localStorage.setItem(STORED_AS, theme.value);
  });
}

/** The next of the choices, in turn. */
export function turnTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length];
}
