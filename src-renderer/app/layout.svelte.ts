export type SettingsPage = 'fine-tuning' | 'models' | 'compute';

/** Which parts of the window are open. Made in App.svelte, handed down by context. */
export class Layout {
  seriesShown = $state(true);
  denoisingShown = $state(true);
  /** The page of the settings pane, or null while it is closed. */
  settings = $state<SettingsPage | null>(null);
  helpShown = $state(false);

  toggleSettings(): void {
    this.settings = this.settings === null ? 'fine-tuning' : null;
  }
}
