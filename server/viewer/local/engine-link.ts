import type { ClientMessageInput } from '../../client-message.ts';
import type { ServerMessage } from '../../protocol.ts';
import type { Link, LinkListener } from '../link.ts';
import { EyePainter } from './eye-painter.ts';

/** Links the page to an engine of its own, in a thread beside it. */
export function connectEngine(listener: LinkListener): Link {
  const engine = new Worker(new URL('./engine.ts', import.meta.url), { type: 'module', name: 'oikos' });
  const painter = new EyePainter((frames) => listener.onMessage(frames));
  engine.onmessage = ({ data }: MessageEvent<ServerMessage>) => {
    if (data.type === 'welcome') listener.onStatus('open');
    listener.onMessage(data);
    painter.see(data);
  };
  engine.onerror = ({ message }) => {
    const failure = `Page: its engine stopped (${message || 'it could not be loaded'}); reload, or try another browser.`;
    listener.onMessage({ type: 'error', message: failure, id: null });
  };
  return {
    send: (message: ClientMessageInput) => {
      engine.postMessage(message);
      return true;
    },
    close: () => {
      engine.terminate();
      painter.dispose();
    },
  };
}
