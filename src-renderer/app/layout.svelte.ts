export type SettingsPage = 'appearance' | 'fine-tuning' | 'models' | 'compute' | 'controls' | 'cases';

/** Narrower than this, the images need the room that the panels beside them would take. */
const roomForAllPx = 1000;

/** Long enough to read a line twice. */
const saidForMs = 5000;

/** Which parts of the window are open. Made in App.svelte, handed down by context. */
export class Layout {
  seriesShown = $state(true);
  denoisingShown: boolean = $state(true);
  measurementsShown: boolean = $state(true);
  /** The page of the settings pane, or null while it is closed. */
  settings = $state<SettingsPage | null>(null);
  helpShown = $state(false);
  /** Three planes of the active series in place of its slices. */
  mprShown = $state(false);
  fullScreen = $state(false);
  /** The dialog that saves pictures. */
  pictureShown = $state(false);
  /** What was done last, in a few words, for a moment. */
  said = $state<string | null>(null);
  #unsaying: ReturnType<typeof setTimeout> | null = null;
  /** The attributes of the image in view; they take the room of the panels beside it. */
  tagsShown = $state(false);

  /** `widthPx`: of the window as it opens; what the reader opens or closes later stays so. */
  constructor(widthPx: number) {
    this.denoisingShown = widthPx >= roomForAllPx;
    this.measurementsShown = this.denoisingShown;
  }

  /** The images alone, on all of the screen; where the page may not have that, in all of the window. Escape leaves. */
  toggleFullScreen(): void {
    this.fullScreen = !this.fullScreen;
    if (this.fullScreen) document.documentElement.requestFullscreen?.().catch(() => undefined);
    else if (document.fullscreenElement) void document.exitFullscreen();
  }

  say(words: string): void {
    if (this.#unsaying !== null) clearTimeout(this.#unsaying);
    this.said = words;
    this.#unsaying = setTimeout(() => (this.said = null), saidForMs);
  }

  /** Attributes and the other panels share the room on the right. */
  toggleDenoising(): void {
    this.denoisingShown = this.tagsShown || !this.denoisingShown;
    this.tagsShown = false;
  }

  toggleSettings(): void {
    this.settings = this.settings === null ? 'fine-tuning' : null;
  }
}
