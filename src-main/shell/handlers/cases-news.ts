import { type CaseFigures, type CaseFinding, type Emit, remark, type Saying } from '../../contract';
import { type CaseAbsent, type CaseRun, type Figures, recipes } from '../../engine/cases';
import type { CasesProgress, CasesResult } from '../../jobs/cases/cases';
import { agreementOf, findingsOf, wordsOf } from '../../jobs/cases/findings';
import { conclusionsOf } from '../../jobs/cases/report-words';
import type { RunningJob } from '../../jobs/job-board';

/** Passes on to the page what a comparison says while it runs. */
export function createTelling(job: RunningJob, emit: Emit): (news: CasesProgress) => void {
  const { jobId } = job;
  let noted = false;
  const note = (said: Saying | null): void => {
    if (said || noted) job.note(said);
    noted = said !== null;
  };
  return (news) => {
    if (job.signal.aborted) return;
    switch (news.kind) {
      case 'preparing':
        return note(remark('preparing-slices', { done: news.done, total: news.total }));
      case 'restarted':
        return note(remark('comparison-anew', { how: news.death.how }));
      case 'basis': {
        const { size, noisy, clean } = news;
        return emit('casesPictures', { jobId, size, noisy: bufferOf(noisy), clean: bufferOf(clean) });
      }
      case 'epoch': {
        const { recipe, case: number, epoch, epochs, loss, done, total, secondsLeft } = news;
        emit('casesEpoch', { jobId, recipe, case: number, epoch, epochs, loss, done, total, secondsLeft });
        if (epoch > 1) note(null);
        return job.advance(done, total, secondsLeft);
      }
      case 'picture': {
        const { recipe, case: number, frame } = news;
        emit('casesOutput', {
          jobId,
          recipe,
          case: number,
          epoch: frame.epoch,
          size: Math.sqrt(frame.normalised.length),
          normalised: bufferOf(frame.normalised),
          asItIs: bufferOf(frame.asItIs),
          shown: recipes[recipe].shown,
        });
        return;
      }
      case 'case':
        return tellMeasured(jobId, news.run, emit);
    }
  };
}

function tellMeasured(jobId: string, run: CaseRun | CaseAbsent, emit: Emit): void {
  const { recipe, case: number, residual, rule, differentiation, judge } = run;
  const shared = { jobId, recipe, case: number, residual, rule, differentiation, judge };
  if (run.kind === 'absent') emit('casesMeasured', { kind: 'absent', ...shared, why: run.why });
  else
    emit('casesMeasured', {
      kind: 'run',
      ...shared,
      optimizer: run.optimizer,
      backend: run.backend,
      epochs: run.epochs,
      brokeDownAt: run.brokeDownAt,
      normalised: figuresOf(run.normalised),
      asItIs: figuresOf(run.asItIs),
      shown: run.shown,
      weightsMoved: finiteOrNull(run.weightsMoved),
      seconds: run.seconds,
    });
}

/** Tells of a comparison that is finished. */
export function tellDone(jobId: string, result: CasesResult, emit: Emit): void {
  const { backend, device, basis, data } = result;
  const { before, blur } = basis;
  emit('casesDone', {
    jobId,
    backend,
    device,
    data,
    before: figuresOf(before),
    blur: { ...figuresOf(blur), sigmaPx: blur.sigmaPx },
    findings: result.runs.flatMap((run) => (run.kind === 'run' ? [findingOf(run, result)] : [])),
    conclusions: [...conclusionsOf(result)],
  });
}

function findingOf(run: CaseRun, { basis, request }: CasesResult): CaseFinding {
  const findings = findingsOf(run, basis);
  const { saw, verdict } = agreementOf(run.case, findings);
  return {
    recipe: run.recipe,
    case: run.case,
    words: [...wordsOf(run, findings, request.epochs)],
    articleSaw: saw,
    verdict,
  };
}

const figuresOf = ({ psnr, ssim, noiseHu, meanShiftHu, contrast, detail }: Figures): CaseFigures => ({
  psnr: finiteOrNull(psnr),
  ssim: finiteOrNull(ssim),
  noiseHu: finiteOrNull(noiseHu),
  meanShiftHu: finiteOrNull(meanShiftHu),
  contrast: finiteOrNull(contrast),
  detail: finiteOrNull(detail),
});

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** A buffer of its own: what came from the engine process may be a view of a larger message. */
const bufferOf = (picture: Uint8Array): ArrayBuffer => new Uint8Array(picture).buffer;
