import { counted } from '../../app/wording';

/** Opening studies, the list of their series, and what could not be opened. */
export const studies = {
  what: 'Reads CT studies and quiets their noise with a residual network. Nothing leaves this computer.',
  openStudy: 'Open study…',
  openFiles: 'Open files…',
  orDrop: 'Or drop a folder, DICOM files or a zip anywhere on this window. Tacet never changes your files.',
  drop: 'Drop a folder, DICOM files or a zip to open them',

  /** Before the name of what is read. */
  readingIn: 'Reading in',
  readingInFiles: 'Reading in files',
  readIn: (filesDone: number, files: number, bytesDone: string, bytes: string) =>
    `${counted(filesDone, 'file')} of ${files}, ${bytesDone} of ${bytes}`,
  stages: { 'making-demo': 'Making the demo study', reading: 'Reading' },
  demoTakes: 'About half a minute, this once. A chest that no scanner has seen.',
  found: (files: number, images: number) => `${counted(files, 'file')}, ${counted(images, 'image')}`,
  stop: 'Stop',
  files: (count: number) => counted(count, 'file'),

  recent: 'Recent studies',
  showNames: 'Show the names',
  hideNames: 'Hide the names',
  opened: (moment: string) => `Opened ${moment}`,
  forget: 'Forget this study',
  images: (count: number) => counted(count, 'image'),

  couldNotOpen: (name: string) => `${name} could not be opened`,
  couldNotOpenThis: 'This study could not be opened',
  openAnother: 'Open another folder…',
  backToStart: 'Back to the start',
  refused: (files: number) => `${counted(files, 'file')} could not be opened`,
  copyRefused: 'Copy the list',
  moreRefused: (files: number) => `and ${counted(files, 'more file')}.`,

  series: 'Series',
  someSeries: (count: number) => counted(count, 'series', 'series'),
  seriesNumber: (number: number) => `series ${number}`,
  patients: (count: number) => `Images of ${count} patients are open.`,
  denoisedBefore: 'Denoised',
  notDenoisable: 'Cannot be denoised',
  remarks: (count: number) => counted(count, 'remark'),
};
