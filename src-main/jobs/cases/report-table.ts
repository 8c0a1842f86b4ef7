import type { CaseAbsent, CaseRun, Figures } from '../../engine/cases';
import type { CasesResult } from './cases';
import { shownFigures } from './findings';
import { gradientWords } from './rows';

/** The figures of a recipe's runs, between the noisy picture and the blur that both are to be compared with. */
export function tableOf(runs: readonly (CaseRun | CaseAbsent)[], { basis, data }: CasesResult): string {
  const head = [
    'PSNR, dB',
    'SSIM',
    'residual noise, HU',
    'mean shift, HU',
    'contrast',
    'detail',
    'PSNR shown the other way, dB',
    'weights moved',
    'training, s',
  ];
  const rows = [
    control('noisy picture', basis.before),
    ...runs.map((run) => (run.kind === 'run' ? runRow(run) : absentRow(run))),
    control(`Gaussian blur, ${basis.blur.sigmaPx.toFixed(2)} px, its width chosen with the truth in hand`, basis.blur),
  ];
  return `<div class="scroll"><table><caption>PSNR and SSIM over the window ${data.window.centerHu}/${data.window.widthHu} HU, data range ${data.window.widthHu} HU.
Residual noise: SD over draws of the noise at equal anatomy. Contrast: slope of the output over the clean picture. Detail: correlation of fine structure with the clean picture's.</caption>
<thead><tr><th class="words">what</th>${head.map((words) => `<th>${words}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** PSNR, SSIM, noise, mean shift, contrast and detail, as a table shows them. */
export const cells = ({ psnr, ssim, noiseHu, meanShiftHu, contrast, detail }: Figures): readonly string[] => [
  psnr.toFixed(1),
  ssim.toFixed(3),
  hu(noiseHu),
  hu(meanShiftHu),
  figure(contrast),
  detail.toFixed(2),
];

const row = (style: string, words: string, values: readonly string[]): string =>
  `<tr${style}><td class="words">${words}</td>${values.map((value) => `<td>${value}</td>`).join('')}</tr>`;

const control = (name: string, figures: Figures): string => row(' class="control"', name, [...cells(figures), '', '', '']);

const optimizerWords: Readonly<Record<string, string>> = { adam: 'Adam', 'adam-article': "the article's Adam" };

const runRow = (run: CaseRun): string =>
  row('', `Case ${run.case}: ${run.residual}; ${gradientWords(run)}; ${optimizerWords[run.optimizer] ?? run.optimizer}`, [
    ...cells(shownFigures(run)),
    (run.shown === 'normalised' ? run.asItIs : run.normalised).psnr.toFixed(1),
    figure(run.weightsMoved),
    run.seconds.toFixed(1),
  ]);

const absentRow = (run: CaseAbsent): string =>
  `<tr><td class="words">Case ${run.case}: ${run.residual}; ${gradientWords(run)}</td><td class="words" colspan="9">could not be had on this machine</td></tr>`;

const hu = (value: number): string => (Math.abs(value) < 100 ? value.toFixed(1) : figure(value));

/** Three digits; powers of ten where there would be too many places. */
function figure(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-3
    ? value.toExponential(1)
    : size >= 100
      ? value.toFixed(0)
      : String(Number(value.toPrecision(3)));
}
