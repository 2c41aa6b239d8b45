import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

export interface Tab {
  readonly title: string;
  readonly content: () => ComponentChildren;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Stands beside the titles. */
  readonly children?: ComponentChildren;
}

/** Panels of which one is shown; the arrow keys move between their titles. */
export function Tabs({ label, tabs, children }: TabsProps) {
  const chosen = useSignal(0);
  const turn = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
    if (by === 0 || !(event.currentTarget instanceof HTMLElement)) return;
    chosen.value = (chosen.value + by + tabs.length) % tabs.length;
    event.currentTarget.querySelectorAll('button')[chosen.value].focus();
  };
  return (
    <>
      <div class="bar-of-tabs">
        <div class="tabs" role="tablist" aria-label={label} onKeyDown={turn}>
          {tabs.map(({ title }, i) => (
            <button
              key={title}
              role="tab"
              id={`tab-${i}`}
              aria-selected={chosen.value === i}
              aria-controls="tab-panel"
              tabIndex={chosen.value === i ? 0 : -1}
              onClick={() => (chosen.value = i)}
            >
              {title}
            </button>
          ))}
        </div>
        {children}
      </div>
      <div key={chosen.value} class="panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${chosen.value}`}>
        {tabs[chosen.value].content()}
      </div>
    </>
  );
}
