import { type Emit, remark } from '../../contract';
import type { RunningJob } from '../../jobs/job-board';
import type { TrainingNews } from '../../jobs/training/train';
import type { SlicePixels } from '../../study';

/** Passes on to the page what the engine says of a training; the preview slice is drawn as it was and as it is now. */
export function createTelling(job: RunningJob, emit: Emit, { rows, columns, hu }: SlicePixels): (news: TrainingNews) => void {
  const { jobId } = job;
  const original = Float32Array.from(hu);
  let before: Float32Array | null = null;
  let preparing = false;
  return (news) => {
    if (job.signal.aborted) return;
    if (news.kind === 'preparing') {
      preparing = true;
      job.note(remark('simulating-noise', { done: news.done, total: news.total }));
    } else if (news.kind === 'restarted') job.note(remark('training-goes-on', { how: news.death.how }));
    else if (news.kind === 'step') {
      if (preparing) job.note(null);
      preparing = false;
      emit('trainingStep', { jobId, ...news });
      job.advance(news.step, news.steps, news.secondsLeft);
    } else if (news.kind === 'preview') {
      const after = original.map((value, i) => value - news.noiseHu[i]!);
      before ??= after;
      emit('trainingPreview', {
        jobId,
        step: news.step,
        rows,
        columns,
        original: original.slice().buffer,
        before: before.slice().buffer,
        after: after.buffer,
      });
    }
  };
}
