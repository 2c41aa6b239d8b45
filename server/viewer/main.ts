import { openPage } from './open-page.tsx';
import { connectSocket } from './socket-link.ts';

openPage(connectSocket);
