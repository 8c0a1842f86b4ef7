import {
  type BrowserWindow,
  clipboard,
  type Dialog,
  nativeImage,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { basename } from 'node:path';
import { ok, type PlacePurpose } from '../../contract';
import type { Platform } from '../platform';

type SavePurpose = 'png-file' | 'gif-file';
const isSaving = (purpose: PlacePurpose): purpose is SavePurpose => purpose in saveDialogs;

/** No filter by extension: DICOM files seldom have one. */
const openDialogs: Readonly<Record<Exclude<PlacePurpose, SavePurpose>, OpenDialogOptions>> = {
  'open-folder': { title: 'Open a folder of CT images', properties: ['openDirectory'] },
  'open-files': { title: 'Open CT images, a DICOMDIR or a zip', properties: ['openFile', 'multiSelections'] },
  'export-folder': {
    title: 'Where to put the denoised series',
    buttonLabel: 'Export',
    properties: ['openDirectory', 'createDirectory'],
  },
  'picture-folder': {
    title: 'Where to put the folder of pictures',
    buttonLabel: 'Save',
    properties: ['openDirectory', 'createDirectory'],
  },
};
const saveDialogs: Readonly<Record<SavePurpose, SaveDialogOptions>> = {
  'png-file': { title: 'Save the picture', filters: [{ name: 'PNG picture', extensions: ['png'] }] },
  'gif-file': { title: 'Save the pictures', filters: [{ name: 'Animated GIF', extensions: ['gif'] }] },
};

/** The system's own dialogs, over the window that asks. */
export const desktopPlatform = (window: BrowserWindow, dialog: Dialog): Platform => ({
  shell: 'desktop',
  choosePlace: async (purpose, name = '') => {
    if (isSaving(purpose)) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        ...saveDialogs[purpose],
        defaultPath: basename(name),
      });
      return ok(canceled || !filePath ? null : [filePath]);
    }
    const { canceled, filePaths } = await dialog.showOpenDialog(window, openDialogs[purpose]);
    return ok(canceled ? null : filePaths);
  },
  offerDownload: null,
  copyPng: (png) => clipboard.writeImage(nativeImage.createFromBuffer(Buffer.from(png))),
});
