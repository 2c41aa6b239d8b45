import { render } from 'preact';
import { keepAddress } from './address.ts';
import { App } from './app.tsx';
import { stopEditingWithHouse } from './edited-house.ts';
import { listenToKeys } from './keyboard.ts';
import type { Connect } from './link.ts';
import { replayInTime } from './playback.ts';
import { keepRivalBeside } from './rival.ts';
import { openStore } from './store.ts';
import { applyTheme } from './theme.ts';
import { restWhileHidden } from './visibility.ts';

/** Opens the page over a link to whoever simulates. */
export function openPage(connect: Connect): void {
  applyTheme();
  void openStore(connect);
  const page = document.getElementById('page');
  if (page) render(<App />, page);
  listenToKeys();
  replayInTime();
  keepAddress();
  keepRivalBeside();
  stopEditingWithHouse();
  restWhileHidden();
}
