import type { Language } from '../../src-main/contract';
import { de } from './de';
import { en } from './en';
import type { Words } from './words';
import { zh } from './zh';

type Spoken = Exclude<Language, 'auto'>;
export const catalogues: Readonly<Record<Spoken, Words>> = { en, de, zh };
/** The languages by their own names. */
export const languages: Readonly<Record<Spoken, string>> = { en: 'English', de: 'Deutsch', zh: '中文' };

let spoken = $state<Spoken>('en');

/** What the page says, in the language of the moment: `say().viewer.fit`. Whatever shows it changes with the language. */
export const say = (): Words => catalogues[spoken];

/** `auto` is the system's, as far as Tacet speaks it. */
export function speak(language: Language): void {
  const system = navigator.language.slice(0, 2);
  const known = (name: string): name is Spoken => name in catalogues;
  spoken = language !== 'auto' ? language : known(system) ? system : 'en';
  document.documentElement.lang = spoken;
}
