import { parameterCount } from '../../engine';
import type { CaseRun } from '../../engine/cases';
import type { NewModel } from '../../models';
import type { CasesResult } from './cases';
import { findingsOf, wordsOf } from './findings';
import { commandOf, sourceOf, windowOf } from './kept-words';
import { cells } from './report-table';
import { gradientWords } from './rows';

/** The card of a case that is kept as a model, in the order of the house. */
export function cardOfCase(run: CaseRun, result: CasesResult, { title, training }: NewModel['file']): string {
  const { basis, data, request } = result;
  const { residual, channels, activations, window, black, white } = run.model.definition;
  const [low, high] = [window.centerHu - window.widthHu / 2, window.centerHu + window.widthHu / 2];
  return `# ${title}

**History, not for use.** A network of the article "Denoising lung CT scans using neural networks, part 3" (Jae Duk Seo, Towards Data Science, 2018): case ${run.case}, ${residual}, gradient ${gradientWords(run)}, recipe ${run.recipe},
trained again by Tacet ${training.version} from ${sourceOf(result)} and kept as it came out. It shows what such a network does to a scan. Not for diagnostic use.

**What it does, and to which images.** Makes another grey picture of one CT slice; what it changes is called noise. It knows pictures of the kind that it learnt from, and no others.

**Input and output.** The slice as grey of the window ${windowOf(data)} (${low} to ${high} HU, cut off at both ends; to the network black is ${black} and white ${white}). Its output becomes HU on the same way back,
cut off at the window's ends. Noise is HU minus output where HU lie within the window; outside of it nothing changes. The strength begins at 100 %, where the picture is the network's output; at less it is
mixed with the original. There is no DC guard, so whole tissues may change their HU, and the dial for faint contrast has no say: both would make of it what it is not. The article stretched an output from its own minimum
to its maximum before it was shown; the model does not, since a tissue's HU would then depend on the darkest and the brightest pixel of its slice. Six layers, ${channels} hidden channels (${activations.join(', ')}),
${parameterCount(run.model.definition)} parameters. It is neither trained further nor exported as ONNX.

**Trained on.** ${training.data} ${data.preparation.message} ${run.epochs} epochs, ${training.steps} steps, seed ${training.seed}, ${run.optimizer}, backend ${training.backend}, ${training.at}.

**Measured.** By the comparison that it comes from, ${
    data.testWasKeptApart ? `on ${data.testSlices} slices kept apart` : 'on the slices that it learnt from'
  }; PSNR and SSIM over the window, noise as SD over draws, a Gaussian blur as the control. Repeat: \`${commandOf(run, result)}\`

| | PSNR, dB | SSIM | noise, HU | mean shift, HU | contrast | detail |
|---|---|---|---|---|---|---|
${[
  ['noisy picture', basis.before] as const,
  ['this model: the output as it is', run.asItIs] as const,
  ['stretched to the window, as the article showed it', run.normalised] as const,
  [`Gaussian blur of ${basis.blur.sigmaPx.toFixed(2)} px, the control`, basis.blur] as const,
]
  .map(([what, figures]) => `| ${[what, ...cells(figures)].join(' | ')} |`)
  .join('\n')}

**Where it fails and must not be used.** On any scan that is to be read. ${wordsOf(run, findingsOf(run, basis), request.epochs)
    .map(({ message }) => message)
    .join(
      ' ',
    )} It learnt one strength of noise, an SD of ${cells(basis.before)[2]} HU in this window, white and without the grain of a scan;
pixels of another size than in its pictures show it another anatomy; HU outside of the window are not denoised at all.

**Weights.** weights.safetensors; its SHA-256 stands in model.json.
`;
}
