import { createContext } from 'svelte';
import type { Session } from './session.svelte';
import type { Shortcuts } from './shortcuts';

/** Made in App.svelte; everything below asks for it here. */
export const [getSession, setSession] = createContext<Session>();
export const [getShortcuts, setShortcuts] = createContext<Shortcuts>();
