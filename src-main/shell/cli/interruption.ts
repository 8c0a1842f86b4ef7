/**
 * A signal that aborts when the user presses Ctrl C or the system asks Tacet to end, so that a command can leave nothing half written.
 * Asked a second time, the process ends at once.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  return controller.signal;
}
