import { type DeskComparison, type FlickerRate, flickerRates, type ViewMode } from '../../src-main/contract';
import { colourRangesHu } from './colours';
import { nextMode, viewsOf } from './view';

const edgeStep = 0.05;
const blendStep = 0.1;
/** What of a comparison is for the eye alone. */
type Comparison = Omit<DeskComparison, 'strength' | 'contrast' | 'denoised'>;
const asksForLessMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

const within = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));
/** The neighbour in a list, or the end of it. */
const neighbour = <T>(list: readonly T[], value: T, steps: number): T =>
  list[within(0, list.indexOf(value) + steps, list.length - 1)]!;

/** How the reader compares the original with the denoised picture. */
export class Comparing {
  /** Where the swipe's edge is, as a share of the viewport's width: it stays there when the picture moves beneath it. */
  edge = $state(0.5);
  /** 0 the original, 1 the denoised picture. */
  blend = $state(0.5);
  flickerRate = $state<FlickerRate>(2);
  flickering = $state(false);
  /** Removed noise in colour, laid over the picture. */
  noiseShown = $state(false);
  noiseOpacity = $state(0.7);
  /** Null: by the noise of the slice. */
  chosenRangeHu = $state<number | null>(null);
  /** The original is shown for as long as a key is held. */
  originalHeld = $state(false);
  #mode = $state<ViewMode>('original');
  #flickedTo = $state<'original' | 'nothing'>('nothing');

  readonly mode = $derived(this.#mode);
  readonly views = $derived(viewsOf(this.#mode, this.originalHeld ? 'original' : this.#flickedTo));
  /**
   * The share of the dial's strength in the picture. b · denoised + (1 - b) · original is original - b · strength · noise, HU by HU: a blend
   * is a lower strength, for the eye alone.
   */
  readonly share = $derived(this.#mode === 'blend' ? this.blend : 1);

  /** Chosen once more, flicker stops and starts. Who asks the system for less motion has to start it so. */
  show(mode: ViewMode): void {
    const again = mode === this.#mode;
    this.#mode = mode;
    if (mode === 'flicker') this.flickering = again ? !this.flickering : !asksForLessMotion();
  }

  /** To be found so again. */
  get left(): Comparison {
    const { mode, edge, blend, flickerRate, flickering, noiseShown, noiseOpacity, chosenRangeHu: rangeHu } = this;
    return { mode, edge, blend, flickerRate, flickering, noiseShown, noiseOpacity, rangeHu };
  }

  /** As it was left. */
  goOn(left: Comparison): void {
    this.#mode = left.mode;
    this.edge = left.edge;
    this.blend = left.blend;
    this.flickerRate = left.flickerRate;
    this.flickering = left.flickering && !asksForLessMotion();
    this.noiseShown = left.noiseShown;
    this.noiseOpacity = left.noiseOpacity;
    this.chosenRangeHu = left.rangeHu;
  }

  showNext(): void {
    this.show(nextMode(this.#mode));
  }

  /** Alternates for as long as the view asks for it. Returns how to stop, for an effect. */
  alternate(): (() => void) | undefined {
    if (this.#mode !== 'flicker' || !this.flickering) return undefined;
    const timer = setInterval(() => {
      this.#flickedTo = this.#flickedTo === 'original' ? 'nothing' : 'original';
    }, 1000 / this.flickerRate);
    return () => {
      clearInterval(timer);
      this.#flickedTo = 'nothing';
    };
  }

  moveEdge(to: number): void {
    this.edge = within(0, to, 1);
  }

  /** What the view can be set to: its edge, its blend, its pace or its colours. `rangeHu`: the one in use. */
  adjust(steps: -1 | 1, rangeHu: number): void {
    if (this.#mode === 'swipe') this.moveEdge(this.edge + steps * edgeStep);
    else if (this.#mode === 'blend') this.blend = within(0, Math.round(10 * (this.blend + steps * blendStep)) / 10, 1);
    else if (this.#mode === 'flicker') this.flickerRate = neighbour(flickerRates, this.flickerRate, steps);
    else if (this.#mode === 'difference' || this.noiseShown) this.chosenRangeHu = neighbour(colourRangesHu, rangeHu, steps);
  }
}
