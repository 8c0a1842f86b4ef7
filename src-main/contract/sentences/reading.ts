import { type Phrase, phrased } from './phrases';

const copyAgain = 'Copy the file again from where it came from.';
const sendAgain = 'Send the original images again.';
const sendUncompressed = 'Send the images again uncompressed.';
const sendSeries = 'Send the original CT series again.';
const chooseAxial = 'Choose an axial series of the study.';
const unpack = 'Unpack it and open the folder.';
const openAgain = 'Open the study again.';

/** What goes wrong with files and pixels: what happened, and what to do. */
export const readingSentences = {
  'not-found': () => ['There is nothing at this place.', 'Check the path.'],
  'not-a-file': () => ['This is neither a file nor a folder.', 'Choose the folder that holds the images.'],
  unreadable: ({ why }: { why: Phrase }) => [
    `This file cannot be read (${phrased(why)}).`,
    'Check that it is still there and that you may read it, and open it again.',
  ],
  'empty-file': () => ['This file is empty.', 'Copy it again from where it came from.'],
  'not-dicom': () => ['This is not a DICOM file.', 'Nothing to do: Tacet opens DICOM images and leaves other files alone.'],
  duplicate: () => ['The same image is in another file of this study already.', 'Nothing to do: it is shown once.'],
  'too-large': ({ why }: { why: Phrase }) => [
    `This file is too large: ${phrased(why)}.`,
    'Tacet does not open it: no CT image is that large.',
  ],
  dicomdir: () => ['This is a DICOMDIR, a table of contents.', 'Open it by itself or with its folder.'],
  'not-a-dicomdir': () => ['This file is no DICOMDIR.', 'Open the folder that the images are in.'],
  'dicomdir-missing': () => ['The DICOMDIR names this file, but it is not there.', 'Copy the whole disc again.'],

  'dicom-damaged': ({ why }: { why: Phrase }) => [
    `This DICOM file breaks off or is damaged before its image (${phrased(why)}).`,
    copyAgain,
  ],
  'deflate-damaged': ({ why }: { why: Phrase }) => [`The packed part of this file is damaged (${phrased(why)}).`, copyAgain],
  'not-an-image': ({ what }: { what: Phrase }) => [
    `This DICOM file is ${phrased(what)}, not an image.`,
    'Open the CT images of the study; Tacet leaves the rest alone.',
  ],
  'no-pixels': () => ['This DICOM file holds no image.', 'Copy it again if it should hold one.'],
  'no-size': () => ['This DICOM file does not say how large its image is.', sendAgain],
  'too-many-frames': ({ count }: { count: number }) => [`This file says that it holds ${count} images.`, sendAgain],
  'frames-unclear': ({ frames, pieces }: { frames: number; pieces: number }) => [
    `The file says that it holds ${frames} ${frames === 1 ? 'image' : 'images'}, and its ${pieces} compressed pieces do not show which is which.`,
    sendUncompressed,
  ],
  'unsupported-bits': ({ what }: { what: Phrase }) => [
    `This image has ${phrased(what)}; Tacet reads 1, 8, 16 or 32.`,
    'Send the original images.',
  ],
  'colour-unknown': ({ said }: { said: string }) => [
    `This is a colour picture of a kind that Tacet does not show${said === '' ? '' : ` (${said})`}.`,
    'Send it again as RGB.',
  ],
  'palette-damaged': () => ['The table of colours of this picture is missing or damaged.', sendAgain],
  'lut-damaged': () => ['The table that turns stored values into meaning is damaged.', sendAgain],
  'unknown-syntax': ({ uid }: { uid: string }) => [
    uid === '' ? 'The name of the transfer syntax is not readable.' : `The transfer syntax ${uid} is not one Tacet knows.`,
    'Send the images again as Explicit VR Little Endian.',
  ],
  compressed: ({ syntax }: { syntax: string }) => [
    `The images are compressed as ${syntax}, which Tacet does not read.`,
    'Send them again uncompressed (Explicit VR Little Endian), or convert them, e.g. with "gdcmconv --raw IN OUT".',
  ],
  'codec-missing': ({ syntax, why }: { syntax: string; why: Phrase }) => [
    `The decoder of ${syntax} does not start (${phrased(why)}).`,
    'Install Tacet again; if it stays, report it with this text.',
  ],
  'pixels-cut-off': ({ why }: { why: Phrase }) => [`The image is cut off or damaged (${phrased(why)}).`, copyAgain],
  'stream-damaged': ({ why }: { why: Phrase }) => [`The compressed image is damaged: ${phrased(why)}.`, copyAgain],
  'decode-endless': () => ['Decoding this image does not come to an end: its compressed data is damaged.', copyAgain],
  'decode-stopped': ({ why }: { why: Phrase }) => [
    `Decoding an image stopped unexpectedly (${phrased(why)}).`,
    'Open the study again; if it stays, report it with this text.',
  ],
  'no-such-frame': ({ image, count }: { image: number; count: number }) => [
    `The file has no image ${image}: it holds ${count}.`,
    openAgain,
  ],
  'tag-gone': () => ['The file has no such attribute any more.', 'Open the study again: its files have changed.'],

  'zip-damaged': ({ why }: { why: Phrase }) => [
    `This zip file is damaged (${phrased(why)}).`,
    'Copy it again, or unpack it and open the folder.',
  ],
  'zip-too-large': () => ['This zip file claims to hold more than 128 GB.', unpack],
  'zip-too-many': ({ entries }: { entries: number }) => [`This zip file claims to hold ${entries} files.`, unpack],
  'zip-unsafe-name': () => ['This entry of the zip has a name that points outside of it.', unpack],
  'zip-double-name': () => ['The zip holds another entry of the same name.', unpack],
  'zip-nested': () => ['This is a zip inside of the zip.', unpack],
  'zip-encrypted': () => ['This entry of the zip is locked with a password.', unpack],
  'zip-method': ({ method }: { method: number }) => [
    `This entry of the zip is packed in a way Tacet does not read (method ${method}).`,
    unpack,
  ],
  'zip-entry-too-large': () => ['This entry of the zip is larger than 1 GB.', unpack],
  'zip-bomb': () => ['This entry of the zip unpacks to hundreds of times its size, as no image does.', unpack],

  // Why a series can't be denoised.
  'not-ct': ({ modality }: { modality: string }) => [
    `This is ${modality === '' ? 'of no stated modality' : modality}, and Tacet denoises CT only.`,
    'Choose a CT series.',
  ],
  scout: () => ['This is a scout view: a projection, not a slice.', chooseAxial],
  'secondary-capture': () => ['This is a captured screen, not a reconstructed slice.', chooseAxial],
  colour: () => ['This is a colour picture: it carries no CT numbers.', 'Choose the CT series that it was made from.'],
  'no-rescale': () => ['The files do not say how their numbers become Hounsfield units.', sendSeries],
  'not-hu': ({ unit }: { unit: Phrase }) => [
    `The numbers of this series are not Hounsfield units (${phrased(unit)}).`,
    'Choose a series in Hounsfield units.',
  ],
  'no-tissue': ({ mostHu }: { mostHu: number }) => [
    `Nothing in this series is denser than ${mostHu} HU, and tissue would be: its numbers are not Hounsfield units.`,
    sendSeries,
  ],
  'identifiers-shared': () => [
    'Different images of this series carry one and the same identifier: a derived image could not name its source.',
    sendSeries,
  ],
  'wide-values': () => ['The images have 32 bits a pixel; Tacet shows them, but writes 16 at most.', sendSeries],
  'display-values': () => ['The images have 8 bits a pixel: CT numbers were cut down to shades of grey.', sendSeries],

  // The study that is open.
  'no-images': ({ label, files }: { label: string; files: number }) => [
    files === 0 ? `"${label}" is empty.` : `"${label}" holds no image that Tacet can show.`,
    'Choose the folder that holds the images; DICOM files may have any name, and may be inside a zip.',
  ],
  'reading-stopped': ({ images }: { images: number }) => [
    images > 0 ? 'Reading was stopped: what was found so far is shown.' : 'Reading was stopped before an image was found.',
    'Open the study again to read all of it.',
  ],
  'series-unknown': () => ['This series is no longer open.', 'Open its study again, then choose the series in the list.'],
  'slice-unknown': ({ image, count }: { image: number; count: number }) => [
    `The series has no image ${image}: it holds ${count}.`,
    'Choose the series in the list again.',
  ],
  'study-replaced': () => ['Another study was opened in its place.', 'Open this one again to go on with it.'],
  'study-closed': () => ['No study is open.', 'Open one first.'],
  'place-unknown': () => ['Tacet no longer knows this place.', 'Choose the folder or the files again.'],
  'upload-unknown': () => ['This upload has ended.', 'Open the files again.'],
  'upload-name': ({ name }: { name: string }) => [`A file can't be called "${name}".`, 'Rename the file and open it again.'],
  'upload-too-large': ({ files, mebibytes }: { files: number; mebibytes: number }) => [
    `This is more than a browser can hand over: ${files} files or ${mebibytes} MiB.`,
    'Name the folder on the command line instead: tacet open FOLDER.',
  ],
  'upload-not-kept': ({ name, why }: { name: string; why: Phrase }) => [
    `"${name}" could not be put into the temporary folder (${phrased(why)}).`,
    'Free some space on the disk, or name the folder on the command line instead: tacet open FOLDER.',
  ],
  'upload-needless': () => ['On the desktop, files are opened where they are.', 'Drop them on the window.'],
} satisfies Readonly<Record<string, (values: never) => readonly [what: string, remedy: string]>>;
