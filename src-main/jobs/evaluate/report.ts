import { bestLinearFilter, type DisplayWindow, type NoisePower } from '../../engine/quality';
import { dataAddress, escaped } from '../report/html';
import { colours, type PlottedLine, plotSvg, ticksUpTo } from '../report/plot';
import { lightReportStyle } from '../report/style';
import { pngOf } from '../pictures/png';
import { cylinder } from './cylinder';
import { type DetectabilityFigures, insertNames } from './detectability';
import type { Evaluation, MeasuredSet, RealEvaluation, Skipped } from './evaluate';
import type { Method } from './method';
import type { PhysicsFigures } from './physics';
import type { RealFigures } from './real-series';
import type { Sample } from './sample';
import { judgedTissues, type Tissue, type TruthFigures } from './truth-set';
import type { Verdict } from './verdict';

/** One HTML file that needs nothing else: styles, curves and pictures are in it. `version` is Tacet's. */
export async function reportOf(evaluation: Evaluation, version: string): Promise<string> {
  const { methods, physics, sets } = evaluation;
  const names = numbered(methods);
  const truthSections: string[] = [];
  for (const measured of sets) truthSections.push(await truthSection(measured, '15 % of the dose. '));
  return page(
    version,
    `<p class="notice"><strong>Not for diagnostic use.</strong> Phantoms and simulated noise; no figure here says how a method does on patients.</p>
<p>Each setting of a model is a method of its own, beside the noisy input and blurs and filters that were tuned with the truth in hand. No training saw these pictures: their seeds lie far from any that training uses.</p>
<h2>Verdicts</h2>
${verdictTable(evaluation, names)}
<h2>Water and discs</h2>
<p>A 200 mm cylinder of water at ${Math.round(100 * cylinder.doseFraction)} % of the dose, standard kernel, pixels of ${cylinder.pixelMm.toFixed(2)} mm. Contrast: what f(x + disc) − f(x) keeps of discs of 3 to 14 HU, so that the noise cancels. f50: where the TTF falls to one half, over that of the disc itself. Line: what the best linear filter keeps at the method's own noise and texture.</p>
${planeOf(evaluation)}
<p class="dim">Grey lines: the most faint contrast that a linear filter can keep when the noise falls by so much and its mean frequency by no more than the axis says. Beside each method's number, how much noise it takes.</p>
${npsPlot(
  physics.figures.map(({ nps }) => nps),
  names,
)}
${table(names, physicsHead, (m) => physicsCells(physics.figures[m]!))}
${await picturesOf(physics.sample, names)}
<h2>Faint discs, found by an observer</h2>
<p>AUC of a channelised Hotelling observer (five Laguerre-Gauss channels) with its standard error, and in brackets the contrast kept: discs at 40 mm in 200 mm of water, 200 realisations with and 200 without, half of them to train the observer. 0.5 is guessing.</p>
${table(names, insertNames, (m) => detectabilityCells(evaluation.detectability[m]!))}
${truthSections.join('\n')}
${leftOut(evaluation.skipped)}`,
  );
}

/** The same of a real series, which has no truth, or a reference for one. */
export async function realReportOf(evaluation: RealEvaluation, version: string): Promise<string> {
  const { methods, measured, againstReference, skipped } = evaluation;
  const names = numbered(methods);
  const { real, figures, sample } = measured;
  return page(
    version,
    `<p class="notice"><strong>Not for diagnostic use.</strong> ${
      againstReference
        ? 'The reference has noise of its own, which counts as an error of every method.'
        : 'Nobody knows the truth of this series: these figures say what was taken, not whether it was noise.'
    }</p>
<h2>${escaped(real.name)}</h2>
<p>${real.slices.length} slices, evenly over the series. Noise: the blind estimate in flat tissue; its reduction and texture are of the flattest soft tissue of each slice, 32 × 32 px, which must be the same for all methods. Mean shift: output less input, over all pixels. Edges taken: correlation of what was removed with the output's edges; above 0.1 it looks like anatomy.</p>
${table(names, realHead, (m) => realCells(figures[m]!))}
${npsPlot(
  figures.map(({ nps }) => nps),
  names,
)}
${againstReference ? await truthSection(againstReference, '') : await picturesOf(sample, names)}
${leftOut(skipped)}`,
  );
}

const leftOut = (skipped: readonly Skipped[]): string =>
  skipped.map(({ name, why }) => `<p class="dim">${escaped(name)} skipped: ${escaped(why)}.</p>`).join('\n');

/** Where a line breaks, a number keeps its unit. */
const numbered = (methods: readonly Method[]): readonly string[] =>
  methods.map(({ name }, m) => `${m}. ${name}`.replace(/ (%|px|SD)/g, '\u00a0$1'));

const page = (version: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Image quality, measured</title><style>${lightReportStyle}${ownStyle}</style></head><body>
<h1>Image quality, measured</h1>
${body}
<p class="dim">Made by Tacet ${escaped(version)}.</p>
</body></html>
`;

const truthSection = async ({ set, methods, figures, sample }: MeasuredSet, dose: string): Promise<string> => {
  const names = numbered(methods);
  return `<h2>${escaped(set.name)}</h2>
<p>${set.count} slices with their truth. ${dose}PSNR and SSIM in the window ${windowText(set.window)}, data range ${set.window.widthHu} HU; RMSE over all pixels, and over the body with what it encloses. Bias: mean of output less truth inside each tissue, 2 px from its rim; air is left out of the verdict, since it is clipped at −1024 HU. New error: the most that a method adds to the error anywhere, after a 2 px blur: something painted, or wiped out. Patches: 64 × 64 px whose Fourier ring correlation with the truth falls below one half at less than three quarters of the frequency that it does in the input. Edges taken: correlation of what was removed with the output's edges.</p>
${table(names, truthHead, (m) => truthCells(figures[m]!))}
${await picturesOf(sample, names)}`;
};

const realHead = [
  'noise before, HU',
  'noise after, HU',
  'noise',
  'NPS mean frequency',
  'mean shift, HU',
  'edges taken',
  'ms an image',
];
const realCells = (figures: RealFigures): readonly string[] => [
  number(figures.noiseBeforeHu, 1),
  number(figures.noiseAfterHu, 1),
  percent(-figures.noiseReduction),
  percent(figures.npsMeanShift),
  number(figures.meanShiftHu, 2),
  number(figures.residualStructure, 2),
  number(figures.msPerImage, 0),
];

const ownStyle = `
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(440px, 1fr)); gap: 16px; margin: 12px 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; }
svg { max-width: 860px; }
.pictures figure { margin: 0; max-width: none; }
td.words, th.words { min-width: 150px; } ul { margin: 0; padding-left: 18px; }
`;

const windowText = ({ centerHu, widthHu }: DisplayWindow): string => `${centerHu}/${widthHu} HU (centre/width)`;

function verdictTable({ methods, verdicts }: Evaluation, names: readonly string[]): string {
  const rows = methods.flatMap(({ kind }, m) => {
    const verdict = verdicts[m];
    return verdict
      ? [
          `<tr${kind === 'control' ? ' class="control"' : ''}><td class="words">${escaped(names[m]!)}</td>${verdictCells(verdict)}</tr>`,
        ]
      : [];
  });
  return `<div class="scroll"><table><thead><tr><th class="words">method</th><th class="words">verdict</th><th class="words">what speaks against it</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

const verdictCells = ({ accepted, reasons }: Verdict): string =>
  `<td class="words"><span class="verdict ${accepted ? 'agrees' : 'not'}">${accepted ? 'accepted' : 'rejected'}</span></td><td class="words">${
    reasons.length === 0 ? 'nothing' : `<ul>${reasons.map((reason) => `<li>${escaped(reason)}</li>`).join('')}</ul>`
  }</td>`;

function table(names: readonly string[], head: readonly string[], cells: (m: number) => readonly string[]): string {
  const rows = names.map(
    (name, m) =>
      `<tr><td class="words">${escaped(name)}</td>${cells(m)
        .map((cell) => `<td>${cell}</td>`)
        .join('')}</tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th class="words">method</th>${head.map((words) => `<th>${words}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

const percent = (share: number): string => `${minus((100 * share).toFixed(0))} %`;
const minus = (text: string): string => (/^-0(\.0+)?$/.test(text) ? text.slice(1) : text.replace('-', '−'));
const number = (value: number | null, places: number): string => (value === null ? '–' : minus(value.toFixed(places)));

const physicsHead = [
  'noise',
  'NPS mean frequency',
  ...cylinder.edgeContrastsHu.map((hu) => `f50 at ${hu} HU`),
  ...cylinder.radiiPx.map((radius) => `contrast, ${radius} px`),
  'contrast, all',
  'line',
  'kurtosis',
  'extreme, SD',
  'blob, HU',
  'ms an image',
];
const physicsCells = ({
  noiseReduction,
  npsMeanShift,
  ttf50,
  contrast,
  contrastOnTheLine,
  residue,
  msPerImage,
}: PhysicsFigures) => [
  percent(-noiseReduction),
  percent(npsMeanShift),
  ...cylinder.edgeContrastsHu.map((hu) => percent(ttf50[hu])),
  ...cylinder.radiiPx.map((radius) => percent(contrast[radius])),
  percent(contrast.all),
  percent(contrastOnTheLine),
  number(residue.kurtosis, 2),
  number(residue.extremeSd, 1),
  number(residue.largestBlobHu, 0),
  number(msPerImage, 0),
];

const detectabilityCells = ({ auc, contrast }: DetectabilityFigures): readonly string[] =>
  insertNames.map((name) => `${auc[name].auc.toFixed(3)} ± ${auc[name].standardError.toFixed(3)} (${percent(contrast[name])})`);

const tissueWords: Readonly<Record<Tissue, string>> = { soft: 'soft tissue', fat: 'fat', lung: 'lung', bone: 'bone', air: 'air' };
const shownTissues: readonly Tissue[] = [...judgedTissues, 'air'];
const truthHead = [
  'RMSE, HU',
  'RMSE of the body, HU',
  'PSNR, dB',
  'SSIM',
  'noise of soft tissue',
  ...shownTissues.map((tissue) => `bias, ${tissueWords[tissue]}, HU`),
  'new error, HU',
  'patches',
  'edges taken',
];
const truthCells = (figures: TruthFigures): readonly string[] => [
  number(figures.rmseHu, 2),
  number(figures.rmseBodyHu, 2),
  number(figures.psnr, 2),
  number(figures.ssim, 3),
  figures.noiseReduction === null ? '–' : percent(-figures.noiseReduction),
  ...shownTissues.map((tissue) => number(figures.bias[tissue], 2)),
  number(figures.newErrorHu, 0),
  `${figures.patches.fallen} of ${figures.patches.patches}`,
  number(figures.residualStructure, 2),
];

/** Contrast kept over the loss of texture: every method, and the line of the best linear filter at three noise levels. */
function planeOf({ methods, physics }: Evaluation): string {
  const shifts = Array.from({ length: 31 }, (_, i) => i / 50);
  const lines = [0.3, 0.5, 0.7].map((reduction, at): PlottedLine => ({
    name: `best linear, −${Math.round(100 * reduction)} % noise`,
    isReference: true,
    dashes: ['', '7 4', '2 4'][at]!,
    points: shifts.map((shift) => [100 * shift, 100 * bestLinearFilter(physics.task, reduction, shift).contrastKept]),
  }));
  const points = methods.map(({ kind }, m) => ({
    x: -100 * physics.figures[m]!.npsMeanShift,
    y: 100 * physics.figures[m]!.contrast.all,
    label: `${m} (${percent(-physics.figures[m]!.noiseReduction)})`,
    colour: kind === 'model' ? colours[0] : colours[1],
  }));
  const ticks = [0, 20, 40, 60, 80, 100];
  return plotSvg(
    'Faint contrast kept against loss of texture',
    {
      x: {
        label: "fall of the noise's mean frequency, % (60 and more at the edge)",
        from: -5,
        to: 62,
        ticks: [0, 10, 20, 30, 40, 50, 60],
      },
      y: { label: 'faint contrast kept, %', from: 0, to: 105, ticks },
    },
    lines,
    points,
  );
}

function npsPlot(spectra: readonly NoisePower[], names: readonly string[]): string {
  const most = Math.max(...spectra.flatMap(({ radial }) => [...radial]));
  const last = spectra[0]!.stepPerMm * (spectra[0]!.radial.length - 1);
  return plotSvg(
    'Noise-power spectra',
    {
      x: { label: 'frequency, 1/mm', from: 0, to: last, ticks: ticksUpTo(last) },
      y: { label: 'NPS, HU² mm²', from: 0, to: 1.05 * most, ticks: ticksUpTo(1.05 * most) },
    },
    spectra.map(({ radial, stepPerMm }, m) => ({
      name: names[m]!.length > 29 ? `${names[m]!.slice(0, 28)}…` : names[m]!,
      points: [...radial].map((value, ring) => [ring * stepPerMm, value] as const),
      isReference: m === 0,
    })),
  );
}

const residualWindow: DisplayWindow = { centerHu: 0, widthHu: 100 };

async function picturesOf({ size, window, truth, input, outputs }: Sample, names: readonly string[]): Promise<string> {
  const figure = async (words: string, hu: Float32Array, shown: DisplayWindow): Promise<string> => {
    const pixels = Uint8Array.from(hu, (value) => 255 * Math.max(0, Math.min(1, (value - shown.centerHu) / shown.widthHu + 0.5)));
    const picture = { rows: size, columns: size, kind: 'grey', pixels } as const;
    const png = await pngOf(picture, { Software: 'Tacet', Description: `${words}, window ${windowText(shown)}` });
    return `<figure><img alt="${escaped(words)}" src="${dataAddress('image/png', png)}"><figcaption>${escaped(words)}</figcaption></figure>`;
  };
  const pair = async (first: Promise<string>, second: Promise<string> | null): Promise<string> =>
    `<div class="pair">${await first}${(await second) ?? ''}</div>`;
  const pairs = [await pair(figure(names[0]!, input, window), truth && figure('truth', truth, window))];
  for (const [m, output] of outputs.entries()) {
    const taken = input.map((hu, i) => hu - output[i]!);
    if (m > 0) pairs.push(await pair(figure(names[m]!, output, window), figure('what it took', taken, residualWindow)));
  }
  return `<p>Window ${windowText(window)}; what was taken in ${windowText(residualWindow)}.</p><div class="pictures">${pairs.join('\n')}</div>`;
}
