import { render } from 'preact';
import { App } from './app.tsx';
import { listenToKeys } from './keyboard.ts';
import { restWhileHidden } from './visibility.ts';

const page = document.getElementById('page');
if (page) render(<App />, page);
listenToKeys();
restWhileHidden();
