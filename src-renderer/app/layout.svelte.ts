export type SettingsPage = 'fine-tuning' | 'models' | 'compute' | 'cases';

/** Narrower than this, the images need the room that the denoising panel would take. */
const roomForAllPx = 1000;

/** Which parts of the window are open. Made in App.svelte, handed down by context. */
export class Layout {
  seriesShown = $state(true);
  denoisingShown: boolean = $state(true);
  /** The page of the settings pane, or null while it is closed. */
  settings = $state<SettingsPage | null>(null);
  helpShown = $state(false);

  /** `widthPx`: of the window as it opens; what the reader opens or closes later stays so. */
  constructor(widthPx: number) {
    this.denoisingShown = widthPx >= roomForAllPx;
  }

  toggleSettings(): void {
    this.settings = this.settings === null ? 'fine-tuning' : null;
  }
}
