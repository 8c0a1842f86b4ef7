import { type Phrase, phrased } from './phrases';

const chooseAnotherModel = 'Choose another model, or get this one again.';
const chooseAnotherBackend = 'Try again; if it stays, choose another backend.';
const learnOtherwise = 'Learn from simulated lower dose instead, or choose a series of overlapping slices.';
const chooseTwins = 'Choose two series of one scan range with one kernel, which differ in dose.';

/** What goes wrong with models, what computes, jobs and what they write: what happened, and what to do. */
export const workSentences = {
  'model-unknown': ({ name }: { name: string }) => [`There is no model named "${name}".`, 'Choose one of the list.'],
  'model-broken': ({ name, why }: { name: string; why: Phrase }) => [
    `The model "${name}" cannot be used: ${phrased(why)}.`,
    chooseAnotherModel,
  ],
  'weights-broken': ({ why }: { why: Phrase }) => [
    `The file of weights is damaged: ${phrased(why)}.`,
    'Get the model again, or choose another one.',
  ],
  'model-name': ({ title }: { title: string }) => [
    `A model cannot be called "${title}".`,
    'Use letters or digits, e.g. "chest low dose".',
  ],
  'model-name-taken': ({ name }: { name: string }) => [`There is a model named "${name}" already.`, 'Choose another name.'],
  'model-built-in': ({ name }: { name: string }) => [
    `The model "${name}" belongs to Tacet and stays.`,
    'Remove models of your own only.',
  ],
  'history-not-trained': ({ name }: { name: string }) => [
    `The model "${name}" is a network of 2018, kept as history: it is not trained further.`,
    'Choose another model to begin from.',
  ],
  'history-no-onnx': ({ name }: { name: string }) => [
    `The model "${name}" is a network of 2018, kept as history: it is not exported as ONNX.`,
    'Export it as .zip, which Tacet imports again.',
  ],

  'engine-stopped': ({ how }: { how: string }) => [
    `The engine stopped unexpectedly (${how}).`,
    'Try again; if it stays, close other programs, since it may have lacked memory, or choose another backend.',
  ],
  'engine-closed': () => ['The engine was ended with what used it.', 'Open the study again.'],
  'out-of-memory': () => [
    'There was not enough memory for this.',
    'Close other programs and try again; a training can go on from its last checkpoint.',
  ],
  'backend-not-a-number': () => ['It computes NaN on a small test.', chooseAnotherBackend],
  'backend-wrong': ({ off }: { off: string }) => [`It is off by ${off} on a small test.`, chooseAnotherBackend],
  'backend-missing': ({ backend, why }: { backend: string; why: Phrase }) => [
    `The backend "${backend}" does not run here: ${phrased(why)}`,
    'Choose "auto" in the settings.',
  ],
  'no-backend': ({ why }: { why: Phrase }) => [`Nothing computes here: ${phrased(why)}`, 'Install Tacet anew.'],
  'tensorflow-not-built': () => [
    'The TensorFlow addon is not built on this machine.',
    'Run "npm run native" in the project folder to build it, or use onnxruntime.',
  ],
  'tensorflow-broken': ({ why }: { why: Phrase }) => [
    `TensorFlow can't be loaded: ${phrased(why)}`,
    'Run "npm run native" in the project folder to build it, or use onnxruntime.',
  ],
  'onnxruntime-no-provider': ({ wanted, variable, here }: { wanted: string; variable: string; here: string }) => [
    `onnxruntime has no provider "${wanted}" on this machine, which ${variable} asks for.`,
    `Set it to one of these, or leave it unset: ${here}.`,
  ],
  'onnxruntime-provider': ({ provider, why, variable }: { provider: string; why: Phrase; variable: string }) => [
    `onnxruntime's provider "${provider}" can't be used on this machine: ${phrased(why)}.`,
    `Leave ${variable} unset, which computes on the processor.`,
  ],
  'no-automatic-differentiation': ({ why }: { why: Phrase }) => [
    `Nothing that differentiates by itself runs here: ${phrased(why)}.`,
    'Run "npm run native" in the project folder to build TensorFlow.',
  ],
  'too-large-for-automatic-differentiation': ({ count, height, width }: { count: number; height: number; width: number }) => [
    `A batch of ${count} patches of ${height} × ${width} pixels is too large for the slow automatic differentiation that runs here.`,
    'Choose smaller patches, or run "npm run native" in the project folder to build TensorFlow.',
  ],
  'wasm-stopped': () => [
    'A thread of the wasm backend stopped unexpectedly; as a rule, it needs more memory than WebAssembly has.',
    chooseAnotherBackend,
  ],
  'wasm-failed': ({ why }: { why: Phrase }) => [`WebAssembly could not compute it: ${phrased(why)}`, chooseAnotherBackend],

  stopped: () => ['The denoising was stopped before its end.', 'Start it again.'],
  'not-denoised': ({ image, model }: { image: number; model: string }) => [
    `Image ${image} was not denoised with "${model}".`,
    'Denoise the series first.',
  ],

  'encoding-failed': ({ why }: { why: Phrase }) => [
    `The image could not be compressed: ${phrased(why)}.`,
    'Export it uncompressed.',
  ],
  'export-no-identity': () => [
    'This image has no UID of its own (SOP Instance UID), by which a copy could name it as its source.',
    'Send the original images again.',
  ],
  'export-no-hu': () => ['This image carries no CT numbers that a denoised copy could keep.', 'Choose an original CT series.'],
  'no-place': () => ['A place is needed to write to.', 'Choose a folder.'],
  'disk-full': ({ place }: { place: string }) => [
    `There is not enough room at ${place}; nothing of it was kept`,
    'Make room there, or choose another place.',
  ],
  'not-writable': ({ place }: { place: string }) => [
    `Nothing can be written to ${place}`,
    'Choose a folder that you may write to.',
  ],
  'place-gone': ({ place }: { place: string }) => [
    `The place ${place} is not there any more`,
    'Connect it again, or choose another place.',
  ],
  'not-a-folder': ({ place }: { place: string }) => [`${place} is no folder`, 'Choose a folder to write to.'],
  'name-too-long': ({ place }: { place: string }) => [
    `The file system takes no name as long as ${place}`,
    'Choose a folder with a shorter path.',
  ],

  'training-runs': () => ['A training is running already.', 'Stop it, or wait until it is done.'],
  'neighbours-few': ({ slices, least }: { slices: number; least: number }) => [
    `The series has ${slices} slices, and ${least} at least are needed to learn from neighbours.`,
    learnOtherwise,
  ],
  'neighbours-unplaced': () => [
    'The slices are not evenly spaced, so none can be told to be the neighbour of another.',
    learnOtherwise,
  ],
  'neighbours-apart': ({ thickness, spacing }: { thickness: string; spacing: string }) => [
    `The slices do not overlap (${thickness} thick, every ${spacing}) and the model knows their noise: a neighbour shows other anatomy, not the same again.`,
    learnOtherwise,
  ],
  'neighbours-smeared': ({ reach, thickness }: { reach: string; thickness: string }) => [
    `Slices share their noise up to ${reach} apart, and farther than that, at ${thickness} thickness, they share no anatomy.`,
    learnOtherwise,
  ],
  'neighbours-common-noise': ({ percent }: { percent: string }) => [
    `Slices share more than ${percent} % of their noise however far apart: it would be learnt as anatomy.`,
    learnOtherwise,
  ],
  'neighbours-unlike': ({ percent, apart }: { percent: string; apart: string }) => [
    `Only ${percent} % of the body looks alike in slices ${apart} apart: too little to learn from.`,
    learnOtherwise,
  ],
  'pairs-not-two': ({ series }: { series: number }) => [
    `Pairs are made of two series of the same places, and there ${series === 1 ? 'is 1' : `are ${series}`}.`,
    chooseTwins,
  ],
  'pairs-kernels': ({ kernels }: { kernels: string }) => [
    `The two series were reconstructed with different kernels (${kernels}): they differ in sharpness, not in noise alone.`,
    chooseTwins,
  ],
  'pairs-elsewhere': ({ slices, least }: { slices: number; least: number }) => [
    slices === 1
      ? `Only 1 slice of the two series shows the same place, and ${least} at least are needed.`
      : `Only ${slices} slices of the two series show the same place, and ${least} at least are needed.`,
    chooseTwins,
  ],
  'pairs-unlike': ({ percent }: { percent: string }) => [
    `Only ${percent} % of the body looks alike in the two series: it moved, or they show something else.`,
    chooseTwins,
  ],
  'pairs-common-noise': ({ percent }: { percent: string }) => [
    `The two series share ${percent} % of their noise: it would be learnt as anatomy.`,
    chooseTwins,
  ],
  'training-diverged': ({ step }: { step: number }) => [
    `Training broke down at step ${step}: the loss is no longer a number.`,
    'Start again with a lower learning rate; the last checkpoint is whole.',
  ],
  'training-harmed': ({ base, harms }: { base: string; harms: readonly Phrase[] }) => [
    `The model got worse and is not kept: ${harms.map((harm) => phrased(harm)).join('; ')}.`,
    `Go on with "${base}", or learn from another series.`,
  ],
  'nothing-learnt': () => ['There is nothing to keep: this training learnt nothing, or another one followed.', 'Train again.'],
  'data-not-finite': ({ image, count }: { image: number; count: number }) => [
    `Image ${image} of the ${count} to learn from holds values that are no numbers.`,
    'Leave out its series.',
  ],
  'image-small': ({ leastPx, patchPx }: { leastPx: number; patchPx: number }) => [
    `An image to learn from is ${leastPx} pixels wide, and a patch of it would be ${patchPx}.`,
    'Choose a series of larger images.',
  ],
  'weights-not-finite': ({ name }: { name: string }) => [
    `The network cannot be trained: its weights "${name}" hold values that are no numbers.`,
    'Choose another model to start from.',
  ],

  'cases-run': () => ['The cases are being compared already.', 'Cancel that, or wait until it is done.'],
  'cases-empty': () => ['There is no slice to compare the cases on', 'Choose a CT series with images.'],
  'cases-small': ({ sizePx, leastPx }: { sizePx: number; leastPx: number }) => [
    `The slices are ${sizePx} × ${sizePx} pixels, and the cases need at least ${leastPx} × ${leastPx}`,
    'Choose a series with larger images.',
  ],
  'cases-not-finite': () => ['The slices hold values that are no numbers (NaN or infinite)', 'Choose another series.'],
  'cases-blank': () => [
    'A slice is of one grey all over, so there is nothing to find in it',
    'Choose a series of a body or a phantom.',
  ],
  'no-case': () => ['There is no such case to keep: this comparison did not finish, or another followed.', 'Compare again.'],
  'no-report': () => ['There is no report to save: this comparison did not finish, or another followed.', 'Compare again.'],
  'report-unwritten': ({ folder, why }: { folder: string; why: Phrase }) => [
    `The report could not be written to "${folder}" (${phrased(why)}).`,
    'Choose another folder.',
  ],

  'saving-unknown': () => ['These pictures are no longer being saved.', 'Save them again.'],
  'pictures-not-saved': ({ why }: { why: Phrase }) => [
    `The pictures could not be saved (${phrased(why)}).`,
    'Choose another place, or free some space.',
  ],
  'no-clipboard': () => ['In a browser the page itself copies.', 'Save the picture instead.'],

  'measurements-damaged': ({ file, folder }: { file: string; folder: string }) => [
    "The file with this study's measurements is damaged.",
    `It was kept as ${file} in ${folder}; measuring begins anew.`,
  ],
  'measurements-not-kept': ({ folder, why }: { folder: string; why: Phrase }) => [
    `The measurements could not be saved: ${phrased(why)}.`,
    `See that there is room in ${folder} and that it can be written to; the next change saves them all again.`,
  ],
  'measurements-unreadable': ({ why }: { why: Phrase }) => [
    `The measurements kept for this study could not be read: ${phrased(why)}.`,
    'Until they can, nothing is saved over them: open the study again once the folder is readable.',
  ],

  'settings-unreadable': ({ which }: { which: readonly Phrase[] }) => [
    which.length === 0
      ? 'The saved settings could not be read, so the usual ones are in force.'
      : `Some saved settings could not be read, so the usual ones are in force: ${which.map((one) => phrased(one)).join(', ')}.`,
    'Choose them again in the settings.',
  ],
  'no-dialog': () => [
    'A browser does not show Tacet a place on the disk.',
    'Choose files or a folder to hand over, or drop them.',
  ],
  'call-unknown': ({ name }: { name: string }) => [`Tacet does not know how to do "${name}".`, 'Reload the window.'],
  'request-invalid': ({ name }: { name: string }) => [
    `Tacet was asked for "${name}" in words it does not know.`,
    'Reload the window.',
  ],
  'sender-unknown': () => ['Tacet answers only its own window.', 'Start Tacet again.'],
  unexpected: ({ why }: { why: Phrase }) => [
    `Something unexpected happened: ${phrased(why)}`,
    'Try again; if it stays, report it with this text.',
  ],
} satisfies Readonly<Record<string, (values: never) => readonly [what: string, remedy: string]>>;
