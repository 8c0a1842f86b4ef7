import { valueOf, troubleOf, type PictureForm, type PlacePurpose } from '../../src-main/contract';
import { saveFrom } from '../app/download';
import type { Layout } from '../app/layout.svelte';
import type { Session } from '../app/session.svelte';
import { say } from '../language/language.svelte';
import { copyPng } from '../ui/clipboard';
import { drawPage, messageOf, type Size } from './draw';
import { sliceName } from './names';
import type { PictureSource } from './picture-source';
import type { Words } from './words';

/** What to save of what is shown; slices counted from 0, both ends included. */
export interface Order {
  readonly form: PictureForm;
  readonly words: Words;
  readonly first: number;
  readonly last: number;
}

interface Progress {
  readonly done: number;
  readonly total: number;
  readonly secondsLeft: number | null;
}

/** As the viewer plays. */
const frameMs = 100;
const purposes: Readonly<Record<PictureForm, PlacePurpose>> = {
  png: 'png-file',
  'png-series': 'picture-folder',
  gif: 'gif-file',
};

/** Words need room; a film has to stay small enough to be sent. */
export const sizeFor = (form: PictureForm, words: Words): Size => ({ leastPx: form === 'gif' || words === 'none' ? 512 : 1024 });

/** Saves what is shown as pictures, one slice after the other, while the reader goes on; and copies it. */
export class SavingPictures {
  /** Null while nothing is being saved. */
  progress = $state.raw<Progress | null>(null);

  readonly #session: Session;
  readonly #layout: Pick<Layout, 'say'>;
  #stop: AbortController | null = null;

  constructor(session: Session, layout: Pick<Layout, 'say'>) {
    this.#session = session;
    this.#layout = layout;
  }

  cancel(): void {
    this.#stop?.abort();
  }

  /** Asks for a place first, where there are places to ask for; a dismissed dialog is no error. */
  async save(source: PictureSource, order: Order): Promise<void> {
    if (this.progress) return;
    this.progress = { done: 0, total: order.last - order.first + 1, secondsLeft: null };
    const stop = new AbortController();
    this.#stop = stop;
    try {
      const name = source.name(order.form);
      const grantId = await this.#place(purposes[order.form], name);
      if (grantId !== undefined) await this.#write(source, order, { name, grantId }, stop.signal);
    } catch (thrown) {
      this.#session.trouble = troubleOf(thrown);
    } finally {
      this.progress = null;
    }
  }

  /** A grant; null where there are no places to ask for, undefined when none was chosen. */
  async #place(purpose: PlacePurpose, name: string): Promise<string | null | undefined> {
    if (this.#session.hello?.shell !== 'desktop') return null;
    return valueOf(await this.#session.choosePlace(purpose, name))?.id;
  }

  async #write(
    source: PictureSource,
    { form, words, first, last }: Order,
    place: { readonly name: string; readonly grantId: string | null },
    signal: AbortSignal,
  ): Promise<void> {
    const { client } = this.#session;
    const { savingId } = valueOf(await client.beginPictures({ form, ...place }));
    const total = last - first + 1;
    const begun = Date.now();
    try {
      for (let index = first; index <= last && !signal.aborted; index += 1) {
        const { page, description } = valueOf(await source.page(index, words));
        const picture = messageOf(drawPage(page, sizeFor(form, words)));
        valueOf(await client.addPicture({ savingId, name: sliceName(index), picture, description, shownMs: frameMs }));
        const done = index - first + 1;
        this.progress = { done, total, secondsLeft: done < 3 ? null : ((Date.now() - begun) / 1000 / done) * (total - done) };
      }
      if (signal.aborted) {
        await client.abandonPictures({ savingId });
        return this.#layout.say(say().pictures.cancelled);
      }
      const { name, download } = valueOf(await client.finishPictures({ savingId }));
      if (download !== null) saveFrom(download);
      const { saved, downloaded } = say().pictures;
      this.#layout.say(download === null ? saved(form, total, name) : downloaded(form, total, name));
    } catch (thrown) {
      await client.abandonPictures({ savingId });
      throw thrown;
    }
  }

  /** The picture in view, on the clipboard. */
  async copy(source: PictureSource, words: Words): Promise<void> {
    const said = say().pictures;
    try {
      const drawing = this.#draw(source, words);
      if (this.#session.hello?.shell === 'desktop')
        valueOf(await this.#session.client.copyPicture({ picture: messageOf(await drawing) }));
      else if (!(await copyPng(drawing.then(pngOf)))) {
        this.#session.trouble = {
          code: 'copy-refused',
          message: said.copyRefused,
          remedy: said.copyRefusedRemedy,
        };
        return;
      }
      const { width, height } = await drawing;
      const copied = words === 'none' ? said.copiedWithoutText : said.copied;
      this.#layout.say(copied(source.title, width, height));
    } catch (thrown) {
      this.#session.trouble = troubleOf(thrown);
    }
  }

  async #draw(source: PictureSource, words: Words): Promise<HTMLCanvasElement> {
    return drawPage(valueOf(await source.page(source.index, words)).page, sizeFor('png', words));
  }
}

const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'))), 'image/png'),
  );
