import { textSize, theme, type TextSize, type Theme } from '../../src-main/contract';

/** How the window looks; the images look the same in every theme. */
export interface Appearance {
  readonly theme: Theme;
  readonly textSize: TextSize;
}

/** Main keeps the settings; the page keeps these two as well, or it would open dark and turn bright when they arrive. */
const keptAs = { theme: 'tacet.theme', textSize: 'tacet.text-size' } as const;

export function wear({ theme, textSize }: Appearance): void {
  const { dataset } = document.documentElement;
  Object.assign(dataset, { theme, textSize });
  localStorage.setItem(keptAs.theme, theme);
  localStorage.setItem(keptAs.textSize, textSize);
}

/** As it was when the window was last open. */
export function wearAsBefore(): void {
  wear({
    theme: theme.catch('dark').parse(localStorage.getItem(keptAs.theme)),
    textSize: textSize.catch('normal').parse(localStorage.getItem(keptAs.textSize)),
  });
}
