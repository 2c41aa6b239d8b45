import { openPage } from '../open-page.tsx';
import { connectEngine } from './engine-link.ts';

openPage(connectEngine);
