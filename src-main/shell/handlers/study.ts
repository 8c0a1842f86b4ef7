import { type Desk, type Emit, fail, type Handlers, ok, type Outcome, type SliceReply, type StudySource } from '../../contract';
import { listTags, readTag } from '../../dicom';
import { type Slice, type SlicePixels, type StudyReader, thumbnailOf } from '../../study';
import type { KeptPicture, Memory } from '../memory';
import type { Places } from '../places';
import type { OpenStudies } from './open-studies';
import { type MakeDemo, Opening } from './opening';
import { Turns } from './turns';

export interface StudyServices {
  readonly reader: StudyReader;
  readonly places: Pick<Places, 'resolveStudy'>;
  readonly memory: Pick<Memory, 'remember' | 'rememberDesk' | 'rememberPicture' | 'deskOf'>;
  readonly emit: Emit;
  readonly makeDemo: MakeDemo;
}

type StudyHandlers = Pick<
  Handlers,
  | 'openStudy'
  | 'stopReading'
  | 'closeStudy'
  | 'rememberDesk'
  | 'listSlices'
  | 'readSlice'
  | 'readThumbnail'
  | 'listTags'
  | 'readTag'
>;

export interface StudySide {
  readonly handlers: StudyHandlers;
  readonly open: OpenStudies;
  dispose(): Promise<void>;
}

const largestThumbnail = 128;
/** On the start page. */
const keptThumbnail = 64;
const replaced = fail('study-replaced').error;
const closed = fail('study-closed');

/** Opens studies, one at a time, and shows their slices. */
export function createStudyHandlers({ reader, places, memory, emit, makeDemo }: StudyServices): StudySide {
  let opening: Opening | null = null;
  /** The paths of what is open, where it is remembered. */
  let kept: readonly string[] | null = null;
  const turns = new Turns();
  const find: OpenStudies['find'] = (seriesId) => opening?.find(seriesId) ?? closed;

  const findSlice = (seriesId: string, index: number): Outcome<Slice> => {
    const series = find(seriesId);
    if (!series.ok) return series;
    const slice = series.value.slices[index];
    if (slice) return ok(slice);
    return fail('slice-unknown', { image: index + 1, count: series.value.slices.length });
  };

  /** Of the image in a cell. */
  const pictureOf = async (cell: Desk['cells'][number]): Promise<KeptPicture | null> => {
    const found = opening?.findImage(cell?.seriesUid ?? '', cell?.sopUid ?? '');
    const pixels = found && (await turns.patient(() => reader.readPixels(found)));
    if (!pixels?.ok) return null;
    const { rows, columns, grey } = thumbnailOf(pixels.value, cell!.window ?? found!.info.windows[0] ?? null, keptThumbnail);
    return { rows, columns, grey: Buffer.from(grey).toString('base64') };
  };

  const begin = (source: StudySource) => {
    const next = new Opening(reader, emit);
    if (source.kind === 'demo') return ok({ next, kept: null, reading: () => next.readDemo(makeDemo) });
    const place = places.resolveStudy(source);
    if (!place.ok) return place;
    const { paths, label, keeping } = place.value;
    const proved = (images: number) => {
      if (keeping === 'remembered') memory.remember({ label, paths, images });
    };
    return ok({ next, kept: keeping === 'remembered' ? paths : null, reading: () => next.read(place.value, proved) });
  };

  const handlers: StudyHandlers = {
    openStudy: async ({ source }) => {
      const begun = begin(source);
      if (!begun.ok) return begun;
      opening?.stop(replaced);
      opening = begun.value.next;
      kept = begun.value.kept;
      void begun.value.reading();
      return ok({ openId: opening.openId, desk: kept && memory.deskOf(kept) });
    },
    stopReading: async ({ openId }) => {
      if (opening?.openId === openId) opening.endReading();
      return ok({});
    },
    closeStudy: async ({ openId }) => {
      if (opening?.openId === openId) {
        opening.stop(null);
        opening = null;
      }
      return ok({});
    },
    rememberDesk: async ({ openId, desk }) => {
      if (opening?.openId !== openId || kept === null) return ok({});
      const paths = kept;
      // At once: the picture waits for slices that are read, and the window may be gone before.
      memory.rememberDesk(paths, desk);
      const picture = await pictureOf(desk.cells[desk.active] ?? null);
      if (picture) memory.rememberPicture(paths, picture);
      return ok({});
    },
    listSlices: async ({ seriesId }) => {
      const series = find(seriesId);
      return series.ok ? ok({ slices: series.value.slices.map(({ info }) => info) }) : series;
    },
    readSlice: async ({ seriesId, index }) => {
      const slice = findSlice(seriesId, index);
      if (!slice.ok) return slice;
      const pixels = await turns.urgent(() => reader.readPixels(slice.value));
      return pixels.ok ? ok(sliceReply(pixels.value)) : pixels;
    },
    listTags: async ({ seriesId, index }) => {
      const slice = findSlice(seriesId, index);
      const file = slice.ok ? await reader.readFile(slice.value) : slice;
      return file.ok ? listTags(file.value) : file;
    },
    readTag: async ({ seriesId, index, offset }) => {
      const slice = findSlice(seriesId, index);
      const file = slice.ok ? await reader.readFile(slice.value) : slice;
      return file.ok ? readTag(file.value, offset) : file;
    },
    readThumbnail: async ({ seriesId }) => {
      const series = find(seriesId);
      if (!series.ok) return series;
      const middle = series.value.slices[Math.floor(series.value.slices.length / 2)]!;
      const pixels = await turns.patient(() => reader.readPixels(middle));
      if (!pixels.ok) return pixels;
      const { rows, columns, grey } = thumbnailOf(pixels.value, middle.info.windows[0] ?? null, largestThumbnail);
      return ok({ rows, columns, grey: bufferOf(grey) });
    },
  };

  return {
    handlers,
    open: { find, list: () => opening?.list() ?? [], reader },
    dispose: async () => {
      opening?.stop(null);
      opening = null;
      await reader.dispose();
    },
  };
}

const sliceReply = ({ rows, columns, hu, padding, rgba, inverted, tables }: SlicePixels): SliceReply => ({
  rows,
  columns,
  type: hu instanceof Int16Array ? 'int16' : 'float32',
  hu: bufferOf(hu),
  padding: padding && bufferOf(padding),
  rgba: rgba && bufferOf(rgba),
  inverted,
  tables: tables.map(({ name, firstHu, levels }) => ({ name, firstHu, levels: bufferOf(levels) })),
});

/** Exactly the array's own bytes: it may be a view on more. */
function bufferOf({ buffer, byteOffset, byteLength }: Int16Array | Float32Array | Uint8Array): ArrayBuffer {
  const whole = buffer as ArrayBuffer;
  return byteLength === whole.byteLength ? whole : whole.slice(byteOffset, byteOffset + byteLength);
}
