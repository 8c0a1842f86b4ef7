import { type Phrase, phrased } from './phrases';

/** What a comparison of the article's cases shows, a sentence each: of one case, of what the article saw in it, and of all together. */
export const findings = {
  'case-may-invent': () =>
    'An experiment: a discriminator asks for pictures that look clean, so texture in them may be invented. Never a default.',
  'case-black': () => 'Black picture.',
  'case-white': () => 'White picture.',
  'case-does-nothing': () => 'Does nothing: the output is the noisy picture.',
  'case-no-contrast': () => 'Next to no contrast left: there is hardly anything to see.',
  'case-noise-gone': () => 'Noise gone.',
  'case-most-noise-gone': () => 'Most of the noise gone.',
  'case-half-the-noise-gone': () => 'About half of the noise gone.',
  'case-noise-as-before': () => 'Noise as before.',
  'case-more-noise': () => 'More noise than before, for the contrast that is left.',
  'case-detail-kept': () => 'All detail kept.',
  'case-some-detail-gone': () => 'Some detail gone.',
  'case-much-detail-gone': () => 'Much information gone, too.',
  'case-most-detail-gone': () => 'Most of the information gone.',
  // Where the output is displayed the other way than the recipe shows it.
  'case-as-it-is-unchanged': () => 'As it is, it is the noisy picture unchanged.',
  'case-as-it-is-black': () => 'As it is, it is black.',
  'case-as-it-is-white': () => 'As it is, it is white.',
  'case-stretched-unchanged': () => 'Stretched to the display range, it is the noisy picture unchanged.',
  'case-stretched-black': () => 'Stretched to the display range, it is black.',
  'case-stretched-white': () => 'Stretched to the display range, it is white.',
  'case-no-closer': () => 'No closer to the clean picture than the noisy one is.',
  'case-closer': ({ db }: { db: string }) => `${db} dB closer to the clean picture than the noisy one is.`,
  'case-further': ({ db }: { db: string }) => `${db} dB further from the clean picture than the noisy one is.`,
  'case-as-a-blur': () => 'As good as a blur.',
  'case-above-a-blur': ({ db }: { db: string }) => `${db} dB better than a blur.`,
  'case-below-a-blur': ({ db }: { db: string }) => `${db} dB worse than a blur.`,
  'case-stood-still': ({ moved }: { moved: string }) =>
    `The training did nothing: the weights moved by ${moved} of their size, so this is the untrained network.`,
  'case-broke-down': ({ epoch }: { epoch: number }) =>
    `The training broke down in epoch ${epoch}: loss or gradient grew beyond what a 32-bit number holds. Measured is what there was before.`,
  'case-cut-short': ({ epochs, wanted, backend }: { epochs: number; wanted: number; backend: string }) =>
    `It ran for ${epochs} of ${wanted} epochs only, since automatic differentiation is slow on ${backend}.`,

  // Seo 2018, part 3.
  'article-case-1': () => 'noise gone, much information gone too',
  'article-case-2': () => 'failure: black picture',
  'article-case-3': () => 'looks all right, loses useful detail; better after normalising the output',
  'article-case-4': () => 'the model seemed to do nothing',
  'article-case-5': () => 'nothing yet: it announced a residual GAN as its next step',

  'cases-none-learns': ({ moved }: { moved: string }) =>
    `As written, no case learns: a learning rate of 1e-9 moves the weights by at most ${moved} of their size, which the 32-bit numbers that hold them hardly resolve. What the pictures show is the untrained network, and what sets them apart is the residual function and the luck of the first weights, not the gradient.`,
  'cases-first-weights': (of: { residual: Phrase; draws: number } & Record<Looks, number>) =>
    `Of ${of.draws} draws of its first weights the untrained ${phrased(of.residual)} network shows the noisy picture unchanged in ${of.unchanged}, black as it is in ${of.blackAsItIs}, white as it is in ${of.whiteAsItIs}, and black when stretched to the display range in ${of.blackNormalised}.`,
  'cases-two-draws': () =>
    'So the black picture of case 2 and the idle model of case 4 can be two draws of one and the same untrained network.',
  'cases-best-mended': ({ case: number, db, blur }: { case: number; db: string; blur: Phrase }) =>
    `Mended, the best is case ${number}: ${db} dB closer to the clean picture than the noisy one, and ${phrased(blur)}.`,
  'cases-none-closer': () => 'Mended, no case comes closer to the clean picture than the noisy one is.',

  'slices-as-they-are': ({ sizePx }: { sizePx: number }) => `Slices of ${sizePx} × ${sizePx} pixels as they are.`,
  'slices-averaged': ({ fromPx, toPx }: { fromPx: number; toPx: number }) =>
    `Slices of ${fromPx} × ${fromPx} pixels, averaged down to ${toPx} × ${toPx}, so that the comparison ends within minutes.`,
};
type Looks = 'unchanged' | 'blackNormalised' | 'blackAsItIs' | 'whiteAsItIs';
