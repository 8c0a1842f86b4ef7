import type { OwnPhrase } from '../../contract';
import type { CaseRun } from '../../engine/cases';
import type { CasesResult } from './cases';

/** No description of a series: a model is given away more lightly than a scan. */
export const sourceOf = ({ data }: Pick<CasesResult, 'data'>): OwnPhrase =>
  data.source === 'phantom' ? "Tacet's chest phantom" : 'a CT series of this machine';

export const windowOf = ({ window }: CasesResult['data']): string => `${window.centerHu}/${window.widthHu} HU`;

export const trainedOn = (result: Pick<CasesResult, 'data'>): string =>
  `${result.data.trainingSlices} slices of ${sourceOf(result)} at ${result.data.size} × ${result.data.size} px`;

/** The command that repeats the comparison. */
export function commandOf(run: CaseRun, { data, request }: CasesResult): string {
  const activations = request.activations === null ? '' : ` --activations ${request.activations.join()}`;
  return (
    `npx tacet cases${data.source === 'phantom' ? '' : ' PATH'} --recipe ${run.recipe} --epochs ${request.epochs} --seed ${request.seed} ` +
    `--channels ${request.channels}${activations} --out DIR`
  );
}
