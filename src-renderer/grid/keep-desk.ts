import type { Session } from '../app/session.svelte';
import type { Grid } from './grid.svelte';

/** The reader rests, rather than scrolls. */
const restedMs = 1500;

/** Tells main, now and then, how the study is looked at. Call it in an effect; what it returns ends the waiting. */
export function keepDesk({ study, client }: Session, { desk }: Grid): () => void {
  if (!study?.finished || !desk || !study.openId) return () => undefined;
  const { openId } = study;
  const timer = setTimeout(() => void client.rememberDesk({ openId, desk }), restedMs);
  return () => clearTimeout(timer);
}
