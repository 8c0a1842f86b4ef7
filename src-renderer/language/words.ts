import type { en } from './en';

/** What the page says, by room. English says what there is to say; a language that lacks a word does not compile. */
export type Words = typeof en;
