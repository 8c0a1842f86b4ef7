import { basename } from 'node:path';
import { version } from '../../../package.json';
import { type Emit, fail, type Handlers, ok, type Outcome, type RequestOf, type startCases, valueOf } from '../../contract';
import { caseNumbersOf } from '../../engine/cases';
import type { CasesResult, CasesSource } from '../../jobs/cases/cases';
import { compareOn } from '../../jobs/cases/compare';
import { modelOfCase } from '../../jobs/cases/kept';
import { reportOf } from '../../jobs/cases/report';
import type { Backends } from '../../jobs/engine/backends';
import type { EngineOwner } from '../../jobs/engine/owner';
import type { JobBoard } from '../../jobs/job-board';
import type { ModelLibrary } from '../../models';
import type { Places } from '../places';
import type { Platform } from '../platform';
import { createTelling, tellDone } from './cases-news';
import type { OpenStudies } from './open-studies';
import { reportName, writeReport, writeReportToFetch } from './report-file';

export interface CasesServices {
  readonly studies: Pick<OpenStudies, 'find' | 'reader'>;
  readonly engine: EngineOwner;
  readonly backends: Pick<Backends, 'resolve'>;
  readonly models: Pick<ModelLibrary, 'keep'>;
  readonly board: JobBoard;
  readonly places: Pick<Places, 'resolve'>;
  readonly platform: Pick<Platform, 'offerDownload'>;
  readonly emit: Emit;
  readonly now?: () => Date;
}

type CasesHandlers = Pick<Handlers, 'startCases' | 'saveCasesReport' | 'keepCase'>;

/** Compares the article's cases, one comparison at a time; saves the report of the last that was finished, and keeps its cases as models. */
export function createCasesHandlers(services: CasesServices): CasesHandlers {
  const { studies, engine, backends, models, board, places, platform, emit, now = () => new Date() } = services;
  let lastId: string | null = null;
  let finished: { readonly jobId: string; readonly result: CasesResult } | null = null;

  const sourceOf = (asked: RequestOf<typeof startCases>['source']): Outcome<CasesSource> => {
    if (asked.kind === 'phantom') return ok(asked);
    const series = studies.find(asked.seriesId);
    if (!series.ok) return series;
    if (series.value.info.notDenoisable) return { ok: false, error: series.value.info.notDenoisable };
    return ok({ kind: 'series', series: series.value, reader: studies.reader });
  };

  return {
    startCases: async ({ source: asked, recipes, backend: wanted, ...shared }) => {
      if (lastId !== null && board.isRunning(lastId)) return fail('cases-run');
      const source = sourceOf(asked);
      if (!source.ok) return source;
      const chosen = [...new Set(recipes)];
      const cases = chosen.reduce((sum, recipe) => sum + caseNumbersOf(recipe).length, 0);
      lastId = board.start('cases', cases * shared.epochs, async (job) => {
        const comparing = compareOn(
          engine,
          { source: source.value, recipes: chosen, backend: await backends.resolve(wanted), ...shared },
          job.signal,
        );
        const tell = createTelling(job, emit);
        let next = await comparing.next();
        for (; !next.done; next = await comparing.next()) tell(next.value);
        if (next.value === null || job.signal.aborted) return;
        const result = valueOf(next.value);
        finished = { jobId: job.jobId, result };
        tellDone(job.jobId, result, emit);
      });
      return ok({ jobId: lastId });
    },
    keepCase: async ({ jobId, recipe, case: number, name }) => {
      const result = finished?.jobId === jobId ? finished.result : null;
      const run = result?.runs.find((one) => one.recipe === recipe && one.case === number);
      if (!result || run?.kind !== 'run') return fail('no-case');
      const kept = await models.keep(name, modelOfCase(run, result, { title: name, version, at: now() }));
      return kept.ok ? ok({ modelName: kept.value }) : kept;
    },
    saveCasesReport: async ({ jobId, grantId }) => {
      if (finished?.jobId !== jobId) return fail('no-report');
      const { offerDownload } = platform;
      const place = grantId === null ? null : places.resolve(grantId);
      if (place && !place.ok) return place;
      const name = reportName('cases', now());
      const html = reportOf(finished.result, version);
      if (place) {
        const folder = place.value.paths[0]!;
        try {
          await writeReport(folder, name, html);
        } catch (reason) {
          // Its message would name the path.
          const { code } = reason as NodeJS.ErrnoException;
          return fail('report-unwritten', { folder: basename(folder), why: code ?? String(reason) });
        }
        return ok({ name, place: basename(folder), download: null });
      }
      if (!offerDownload) return fail('no-place');
      return ok({ name, place: null, download: offerDownload(await writeReportToFetch(name, html), name) });
    },
  };
}
