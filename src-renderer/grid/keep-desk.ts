import type { Session } from '../app/session.svelte';
import type { Grid } from './grid.svelte';

/** The reader rests, rather than scrolls. */
const restedMs = 1500;

/** Tells main how the study is looked at: once the reader rests, and when the page goes. Call it in an effect; what it returns ends the waiting. */
export function keepDesk({ study, client }: Session, { desk }: Grid): () => void {
  if (!study?.finished || !desk || !study.openId) return () => undefined;
  const { openId } = study;
  const tell = () => {
    end();
    void client.rememberDesk({ openId, desk });
  };
  const timer = setTimeout(tell, restedMs);
  addEventListener('pagehide', tell);
  const end = () => {
    clearTimeout(timer);
    removeEventListener('pagehide', tell);
  };
  return end;
}
