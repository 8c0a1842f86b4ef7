import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type EventName,
  type EventPayload,
  fail,
  ok,
  type Outcome,
  remark,
  TacetError,
  troubleFor,
} from '../../../src-main/contract';
import {
  type CaseRun,
  compareCases,
  type Comparison,
  type ComparisonPlan,
  type ComparisonProgress,
} from '../../../src-main/engine/cases';
import { EngineStopped, type EngineOwner } from '../../../src-main/jobs/engine/owner';
import { JobBoard } from '../../../src-main/jobs/job-board';
import { type CasesServices, createCasesHandlers } from '../../../src-main/shell/handlers/cases';
import type { NewModel } from '../../../src-main/models';
import type { Series } from '../../../src-main/study';
import { fastBackends } from '../../engine/backends';
import { seoModel } from '../../seo-model';
import { temporaryFolder } from '../../temporary-folder';

type Told = { readonly [K in EventName]: { readonly name: K; readonly payload: EventPayload<K> } }[EventName];
type Work = (
  plan: ComparisonPlan,
  say: (progress: ComparisonProgress) => void,
  signal: AbortSignal,
) => Promise<Comparison | null>;

const key = { recipe: 'mended', case: 1 } as const;
const picture = (grey: number): Uint8Array => new Uint8Array(128 * 128).fill(grey);
const figures = { psnr: 20, ssim: 0.5, noiseHu: 30, meanShiftHu: -2, contrast: 0.9, detail: 0.8 };
const definition = { residual: 'multiply', rule: 'standard', differentiation: 'by-hand', judge: 'none' } as const;
const run: CaseRun = {
  kind: 'run',
  ...key,
  ...definition,
  optimizer: 'adam',
  backend: 'onnxruntime',
  epochs: 2,
  brokeDownAt: null,
  normalised: figures,
  asItIs: { ...figures, psnr: Infinity, noiseHu: NaN },
  shown: 'normalised',
  weightsMoved: 0.5,
  seconds: 3,
  losses: [4, 2],
  model: seoModel(),
  frames: [{ epoch: 2, normalised: picture(90), asItIs: picture(80) }],
};
const noneDifferentiates = troubleFor('no-automatic-differentiation', { why: 'none' });
const comparison: Comparison = {
  backend: 'onnxruntime',
  device: 'cpu',
  basis: { size: 128, noisy: picture(1), clean: picture(100), before: figures, blur: { ...figures, sigmaPx: 1.5 } },
  firstWeights: [],
  runs: [run, { kind: 'absent', recipe: 'mended', case: 4, ...definition, why: noneDifferentiates }],
};
const epoch = (number: number): ComparisonProgress => ({
  kind: 'epoch',
  ...key,
  epoch: number,
  epochs: 2,
  loss: 4 / number,
  done: number,
  total: 8,
  secondsLeft: 40,
});
const works: Work = async (_, say) => {
  const { size, noisy, clean } = comparison.basis;
  say({ kind: 'basis', size, noisy, clean });
  say({ kind: 'picture', ...key, frame: { epoch: 0, normalised: picture(50), asItIs: picture(60) } });
  say(epoch(1));
  say(epoch(2));
  for (const one of comparison.runs) say({ kind: 'case', run: one });
  return comparison;
};
/** Neither answers nor stops. */
const hangs: Work = () => new Promise(() => undefined);

/** Six slices of 128 × 128 with something in them. */
const series = {
  info: { notDenoisable: null, seriesNumber: 2, description: 'Chest' },
  slices: [0, 1, 2, 3, 4, 5],
} as unknown as Series;
const reader = {
  readPixels: async (slice: unknown) => {
    const hu = Float32Array.from({ length: 128 * 128 }, (_, i) => -600 + 5 * (i % 128) + 10 * Number(slice));
    return ok({ rows: 128, columns: 128, hu, padding: null });
  },
} as unknown as CasesServices['studies']['reader'];
const studies: CasesServices['studies'] = {
  find: (seriesId) => (seriesId === 'open' ? ok(series) : fail('series-unknown', 'There is no such series.', '')),
  reader,
};

const request = {
  source: { kind: 'series', seriesId: 'open' },
  recipes: ['mended'],
  epochs: 2,
  seed: 3,
  channels: 3,
  activations: null,
  backend: 'auto',
} as const satisfies Parameters<ReturnType<typeof createCasesHandlers>['startCases']>[0];
const asked = (): Parameters<ReturnType<typeof createCasesHandlers>['startCases']>[0] => ({ ...request, recipes: ['mended'] });

/** The calls of the cases over an engine that works as told, and all that the page heard. */
function desk(work: Work, services: Partial<CasesServices> = {}) {
  const told: Told[] = [];
  let heard: () => void = () => undefined;
  const emit: CasesServices['emit'] = (name, payload) => {
    told.push({ name, payload } as Told);
    heard();
  };
  const call = ((
    _name: string,
    plan: ComparisonPlan,
    { signal, onEvent }: { signal: AbortSignal; onEvent: (event: unknown) => void },
  ) => work(plan, onEvent, signal)) as unknown as EngineOwner['call'];
  const board = new JobBoard(emit);
  const handlers = createCasesHandlers({
    studies,
    engine: { call, persist: (attempt) => attempt(), dispose: () => undefined },
    backends: { resolve: async () => 'onnxruntime' },
    models: { keep: async () => fail('model-name-taken', { name: 'taken' }) },
    board,
    places: { resolve: () => fail('place-unknown', 'Tacet no longer knows this place.', '') },
    platform: { offerDownload: null },
    emit,
    now: () => new Date(2026, 10, 12, 14, 2, 3),
    ...services,
  });
  const of = <K extends EventName>(name: K): EventPayload<K>[] =>
    told.flatMap((one) => (one.name === name ? [one.payload as EventPayload<K>] : []));
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>((resolve) => (heard = resolve));
  };
  const ended = () => until(() => of('jobProgress').some(({ state }) => state !== 'running'));
  const start = async () => valueOf(await handlers.startCases(asked())).jobId;
  return { handlers, board, told, of, until, ended, start };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

describe('comparing the cases', () => {
  it('tells of each epoch, each output, each case, and of the end with what it shows', async () => {
    const { start, ended, of, told } = desk(works);
    const jobId = await start();
    await ended();
    expect(of('casesEpoch').map(({ epoch: number, loss }) => [number, loss])).toEqual([
      [1, 4],
      [2, 2],
    ]);
    const [output] = of('casesOutput');
    expect(output).toMatchObject({ jobId, ...key, epoch: 0, size: 128, shown: 'as-it-is' });
    expect([new Uint8Array(output!.normalised)[7], new Uint8Array(output!.asItIs)[7]]).toEqual([50, 60]);
    expect(of('casesMeasured').map((one) => [one.kind, one.case])).toEqual([
      ['run', 1],
      ['absent', 4],
    ]);
    const [done] = of('casesDone');
    expect(done).toMatchObject({ jobId, device: 'cpu', data: { name: 'series 2 Chest' }, blur: { sigmaPx: 1.5 } });
    expect(done!.findings).toEqual([expect.objectContaining({ case: 1, articleSaw: remark('article-case-1') })]);
    expect(of('jobProgress').pop()).toMatchObject({ state: 'finished', kind: 'cases', done: 2, total: 8, secondsLeft: 40 });
    expect(told[told.length - 2]!.name).toBe('casesDone');
  });

  it('has no figure where there is no finite number', async () => {
    const { start, ended, of } = desk(works);
    await start();
    await ended();
    expect(of('casesMeasured')[0]).toMatchObject({ asItIs: { psnr: null, noiseHu: null, ssim: 0.5 }, normalised: { psnr: 20 } });
  });

  it('takes one comparison at a time', async () => {
    const { handlers, board, start, until, of } = desk(hangs);
    const jobId = await start();
    expect(await handlers.startCases(asked())).toMatchObject({ ok: false, error: { code: 'cases-run' } });
    board.cancel(jobId);
    await until(() => of('jobProgress').some(({ state }) => state === 'cancelled'));
    expect((await handlers.startCases(asked())).ok).toBe(true);
  });

  it('is cancelled at once, whatever the engine does, and not a word more of it', async () => {
    let say: (progress: ComparisonProgress) => void = () => undefined;
    const { board, start, until, of, told } = desk((_, tell) => {
      say = tell;
      tell(epoch(1));
      return new Promise(() => undefined);
    });
    const jobId = await start();
    await until(() => of('casesEpoch').length > 0);
    board.cancel(jobId);
    await until(() => of('jobProgress').some(({ state }) => state === 'cancelled'));
    const words = told.length;
    say(epoch(2));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(told.length).toBe(words);
  });

  it('fails in the words of the engine', async () => {
    const { start, ended, of } = desk(() =>
      Promise.reject(new TacetError({ code: 'backend-missing', message: 'It does not run here.', remedy: 'Choose another.' })),
    );
    await start();
    await ended();
    expect(of('jobProgress').pop()).toMatchObject({
      state: 'failed',
      trouble: { code: 'backend-missing', remedy: 'Choose another.' },
    });
    expect(of('casesDone')).toEqual([]);
  });

  it('begins anew when the engine died, and says so', async () => {
    let deaths = 0;
    const { start, ended, of } = desk((...all) => (deaths++ === 0 ? Promise.reject(new EngineStopped('killed')) : works(...all)));
    await start();
    await ended();
    expect(of('jobProgress').some(({ note }) => note?.message.includes('begins anew'))).toBe(true);
    expect(of('jobProgress').pop()).toMatchObject({ state: 'finished', note: null });
  });

  it('does not begin on a series that is not open, or that holds no Hounsfield units', async () => {
    const onSeries = { ...asked(), source: { kind: 'series', seriesId: 'x' } } as const;
    const { handlers } = desk(works);
    expect(await handlers.startCases(onSeries)).toMatchObject({ ok: false, error: { code: 'series-unknown' } });
    const trouble = { code: 'not-ct', message: 'Not a CT.', remedy: '' };
    const noCt = { find: () => ok({ info: { notDenoisable: trouble } } as Series), reader };
    expect(await desk(works, { studies: noCt }).handlers.startCases(onSeries)).toEqual({ ok: false, error: trouble });
  });

  const { interpreter, why } = fastBackends[0]!;
  it.skipIf(!interpreter)(`shows the very pictures that the engine uses, before its first word${why}`, async () => {
    let used = null as Comparison | null;
    const { start, ended, of, told } = desk(async (plan, say, signal) => {
      const comparing = compareCases(interpreter!, { ...plan, recipes: ['as-written'], epochs: 1 }, signal);
      let next = await comparing.next();
      for (; !next.done; next = await comparing.next()) say(next.value);
      return (used = next.value);
    });
    await start();
    await ended();
    const pictureEvents = told.findIndex(({ name }) => name === 'casesPictures');
    expect(pictureEvents).toBeGreaterThan(-1);
    expect(told.slice(0, pictureEvents).map(({ name }) => name)).not.toContain('casesOutput');
    const [{ size, noisy, clean }] = of('casesPictures') as [EventPayload<'casesPictures'>];
    const { basis } = used!;
    expect({ size, noisy: new Uint8Array(noisy), clean: new Uint8Array(clean) }).toEqual({
      size: basis.size,
      noisy: basis.noisy,
      clean: basis.clean,
    });
  });
});

describe('a case of a finished comparison', () => {
  const keeping = async (asked: Partial<Parameters<ReturnType<typeof desk>['handlers']['keepCase']>[0]> = {}) => {
    const kept: [string, NewModel][] = [];
    const keep: CasesServices['models']['keep'] = async (title, model) => {
      kept.push([title, model]);
      return ok('kept');
    };
    const side = desk(works, { models: { keep } });
    const jobId = await side.start();
    await side.ended();
    return { kept, reply: await side.handlers.keepCase({ jobId, ...key, name: 'Old friend', ...asked }) };
  };

  it('is kept as a model with the weights that were measured, under the name that was chosen', async () => {
    const { kept, reply } = await keeping();
    expect(reply).toEqual(ok({ modelName: 'kept' }));
    expect(kept).toHaveLength(1);
    const [[title, { model, file, card }]] = kept as [[string, NewModel]];
    expect([title, file.title]).toEqual(['Old friend', 'Old friend']);
    expect(model).toEqual(run.model);
    expect(file.training.at).toBe('2026-11-12');
    expect(card).toMatch(/^# Old friend\n\n\*\*History, not for use\.\*\*/);
  });

  it.each([
    ['that could not run', { case: 4 }],
    ['that there is none of', { case: 5 }],
    ['of another comparison', { jobId: 'another' }],
  ])('is not kept where it is one %s, which is said', async (_, asked) => {
    const { kept, reply } = await keeping(asked);
    expect(reply).toMatchObject({ ok: false, error: { code: 'no-case' } });
    expect(kept).toEqual([]);
  });

  it('is not kept under a name that is taken', async () => {
    const side = desk(works);
    const jobId = await side.start();
    await side.ended();
    expect(await side.handlers.keepCase({ jobId, ...key, name: 'taken' })).toMatchObject({ error: { code: 'model-name-taken' } });
  });
});

describe('the report of the cases', () => {
  const name = 'tacet-cases-20261112-140203.html';
  const finished = async (services: Partial<CasesServices>) => {
    const side = desk(works, services);
    const jobId = await side.start();
    await side.ended();
    return { ...side, jobId };
  };

  it('goes into the folder that was chosen: one file, whole', async () => {
    const folder = temporaryFolder();
    const { handlers, jobId } = await finished({ places: { resolve: () => ok({ paths: [folder], label: '' }) } });
    const saved = valueOf(await handlers.saveCasesReport({ jobId, grantId: 'g' }));
    expect(saved).toEqual({ name, place: folder.split('/').pop(), download: null });
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(join(folder, name), 'utf8')).toMatch(/^<!doctype html>[^]*Not for diagnostic use[^]*<\/html>\s*$/);
  });

  it('is offered as a download in a browser', async () => {
    const offered: string[] = [];
    const offerDownload = (file: string, as: string): string => (offered.push(readFileSync(file, 'utf8')), `/download/${as}`);
    const { handlers, jobId } = await finished({ platform: { offerDownload } });
    expect(await handlers.saveCasesReport({ jobId, grantId: null })).toEqual(
      ok({ name, place: null, download: `/download/${name}` }),
    );
    expect(offered[0]).toContain('</html>');
  });

  it('cannot be had of a comparison that did not finish, nor without a place', async () => {
    const { handlers, jobId } = await finished({});
    expect(await handlers.saveCasesReport({ jobId: 'another', grantId: null })).toMatchObject({
      ok: false,
      error: { code: 'no-report' },
    });
    expect(await handlers.saveCasesReport({ jobId, grantId: 'gone' })).toMatchObject({
      ok: false,
      error: { code: 'place-unknown' },
    });
    expect(await handlers.saveCasesReport({ jobId, grantId: null })).toMatchObject({ ok: false, error: { code: 'no-place' } });
  });

  it('says in a sentence, without the path, that a folder takes nothing', async () => {
    const folder = join(temporaryFolder(), 'gone');
    const { handlers, jobId } = await finished({ places: { resolve: () => ok({ paths: [folder], label: '' }) } });
    expect(await handlers.saveCasesReport({ jobId, grantId: 'g' })).toEqual(
      fail('report-unwritten', { folder: 'gone', why: 'ENOENT' }),
    );
  });
});
