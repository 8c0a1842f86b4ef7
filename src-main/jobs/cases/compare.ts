import { ok, type Outcome, remark, type Saying } from '../../contract';
import { EngineStopped, type EngineOwner } from '../engine/owner';
import { streamCall } from '../engine/stream';
import { unlessAborted } from '../unless-aborted';
import type { CasesProgress, CasesRequest, CasesResult } from './cases';
import { picturesOf } from './pictures';
import { gatherSlices } from './source';

const mostDeaths = 3;

/**
 * The comparison as a job: gathers the slices, trains and measures in the engine process. Returns null as soon as `signal` aborts; the engine then
 * ends its step by itself. Fails on a source that does not serve; throws a TacetError on what the engine refuses.
 */
export async function* compareOn(
  engine: EngineOwner,
  request: CasesRequest,
  signal: AbortSignal,
): AsyncGenerator<CasesProgress, Outcome<CasesResult> | null> {
  const { source, ...shared } = request;
  const gathering = gatherSlices(source, request.seed, signal);
  let gathered = await gathering.next();
  for (; !gathered.done; gathered = await gathering.next()) yield { kind: 'preparing', ...gathered.value };
  if (gathered.value === null || !gathered.value.ok) return gathered.value;
  const { name, slices } = gathered.value.value;
  const pictures = picturesOf(slices);
  if (!pictures.ok) return pictures;
  const { testWasKeptApart, ...kept } = pictures.value;
  for (let deaths = 0; ;) {
    const stream = streamCall(engine, 'cases', { ...shared, pictures: kept }, signal);
    try {
      for (;;) {
        const next = await unlessAborted(stream.next(), signal);
        if (next === null) return null;
        if (!next.done) yield next.value;
        else if (next.value === null) return null;
        else {
          const data = {
            source: source.kind,
            name,
            trainingSlices: kept.training.length,
            testSlices: kept.test.length,
            testWasKeptApart,
            size: kept.size,
            preparation: preparationOf(slices[0]!.size, kept.size),
            window: kept.window,
          };
          return ok({ ...next.value, data, request: shared });
        }
      }
    } catch (reason) {
      if (!(reason instanceof EngineStopped) || ++deaths === mostDeaths) throw reason;
      yield { kind: 'restarted', death: reason };
    }
  }
}

const preparationOf = (fromPx: number, toPx: number): Saying =>
  fromPx === toPx ? remark('slices-as-they-are', { sizePx: fromPx }) : remark('slices-averaged', { fromPx, toPx });
