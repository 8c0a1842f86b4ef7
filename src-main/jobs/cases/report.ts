import type { CaseAbsent, CaseRun, RecipeName } from '../../engine/cases';
import { dataAddress, escaped } from '../report/html';
import { reportStyle } from '../report/style';
import type { CasesResult } from './cases';
import { curvesSvg } from './curves';
import { type FilmKind, filmOf, type Films, filmsOf, gifName } from './films';
import { agreementOf, articleSaw, findingsOf, wordsOf } from './findings';
import { gradientWords } from './rows';
import { tableOf } from './report-table';
import { conclusionsOf, recipeWords } from './report-words';

const recipeTitles: Readonly<Record<RecipeName, string>> = { 'as-written': 'As written', mended: 'Mended' };

/** One HTML file that needs nothing else: styles, curves and films are in it. `version` is Tacet's. */
export function reportOf(result: CasesResult, version: string, films: Films = filmsOf(result)): string {
  const { data, request, backend, device } = result;
  const recipes = request.recipes.filter((recipe) => result.runs.some((run) => run.recipe === recipe));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The four cases, compared</title><style>${reportStyle}</style></head><body>
<h1>The four cases of “Denoising lung CT scans using neural networks, part 3”, compared</h1>
<p class="notice"><strong>Not for diagnostic use.</strong> An experiment on how a network's gradient is found, not a way to denoise a scan.</p>
<p>Pictures: ${escaped(data.name)}. ${data.preparation.message} ${slicesWords(data)} Shown and measured in the window ${data.window.centerHu}/${data.window.widthHu} HU (centre/width), as 8-bit grey. Noise: normal, SD 30 % of the largest grey, drawn anew for each batch.</p>
<p>All cases of a recipe see the same pictures, the same noise and the same first weights (seed ${request.seed}). Hidden channels: ${request.channels}. Activations: ${request.activations === null ? "the recipe's" : request.activations.join(', ')}. Computed on ${backend} (${escaped(device)}).</p>
${conclusionsOf(result)
  .map(({ message }) => `<p>${escaped(message)}</p>`)
  .join('\n')}
${recipes.map((recipe) => recipeSection(recipe, result, films)).join('\n')}
<p class="dim">Made by Tacet ${escaped(version)}. The article: Jae Duk Seo, Towards Data Science, 2018.</p>
</body></html>
`;
}

const slicesWords = ({ trainingSlices, testSlices, testWasKeptApart }: CasesResult['data']): string =>
  testWasKeptApart
    ? `${trainingSlices} slices to learn from, ${testSlices} others to measure on.`
    : `${trainingSlices} ${trainingSlices === 1 ? 'slice' : 'slices'}, too few to keep any apart: measured on what was learnt from.`;

function recipeSection(recipe: RecipeName, result: CasesResult, films: Films): string {
  const runs = result.runs.filter((run) => run.recipe === recipe);
  const curves = curvesSvg(runs.map((run) => ({ name: `Case ${run.case}`, losses: run.kind === 'run' ? run.losses : [] })));
  return `<h2>${recipeTitles[recipe]}</h2>
<p>${recipeWords[recipe]}</p>
${tableOf(runs, result)}
<h3>Loss by epoch</h3>
${curves ?? '<p class="dim">No case has a curve of more than one epoch.</p>'}
${runs.map((run) => (run.kind === 'run' ? caseSection(run, result, films) : absentSection(run))).join('\n')}`;
}

const heading = (run: CaseRun | CaseAbsent): string => `<h3>Case ${run.case}: ${run.residual}, ${gradientWords(run)}</h3>`;

const absentSection = (run: CaseAbsent): string =>
  `<section class="case">${heading(run)}<p>The article saw: ${articleSaw(run.case).message}.</p><p>It could not be had here. ${escaped(`${run.why.message} ${run.why.remedy}`)}</p></section>`;

const verdictClass = {
  agrees: 'agrees',
  'agrees in part': 'part',
  'does not agree': 'not',
  'has nothing to agree with': 'part',
} as const;

function caseSection(run: CaseRun, result: CasesResult, films: Films): string {
  const findings = findingsOf(run, result.basis);
  const { saw, parts, verdict } = agreementOf(run.case, findings);
  const checked = parts.map(({ words, holds }) => `${words}: ${holds ? 'yes' : 'no'}`).join(' · ');
  const kinds: readonly FilmKind[] = run.shown === 'normalised' ? ['normalised', 'as-it-is'] : ['as-it-is', 'normalised'];
  return `<section class="case">${heading(run)}
<p>${wordsOf(run, findings, result.request.epochs)
    .map(({ message }) => message)
    .join(' ')}</p>
<p>The article saw: ${saw.message}. <span class="verdict ${verdictClass[verdict]}">This run ${verdict}</span> <span class="dim">${checked === '' ? '.' : `(${checked}).`}</span></p>
<div class="films">${kinds.map((kind) => film(run, result, films, kind)).join('')}</div></section>`;
}

const captions: Readonly<Record<FilmKind, string>> = {
  normalised: "The output's own minimum and maximum stretched to black and white, as the article's correction demands.",
  'as-it-is': 'The output as it is, cut off at black and white.',
};

function film(run: CaseRun, { basis }: CasesResult, films: Films, kind: FilmKind): string {
  const moving = dataAddress('image/gif', films.get(gifName(run, kind))!);
  // On paper a film would show its first frame, which nobody was trained for yet.
  const still = dataAddress('image/gif', filmOf({ ...run, frames: run.frames.slice(-1) }, basis, kind));
  const alt = `Case ${run.case} over ${run.epochs} epochs: noisy, output, clean`;
  return `<figure><div class="labels"><span>noisy</span><span>output</span><span>clean</span></div><img class="moving" alt="${alt}" src="${moving}"><img class="still" alt="${alt}" src="${still}"><figcaption>${captions[kind]}</figcaption></figure>`;
}
