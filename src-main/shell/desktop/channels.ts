/** The names that preload and main agree on. Page and main speak in the contract's names inside of them. */
export const channels = { call: 'tacet:call', event: 'tacet:event', grantFiles: 'tacet:grant-files' } as const;
