import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron';
import { ok } from '../../contract';
import type { PlacePurpose, Platform } from '../platform';

/** No filter by extension: DICOM files seldom have one. */
const dialogs: Readonly<Record<PlacePurpose, OpenDialogOptions>> = {
  'open-folder': { title: 'Open a folder of CT images', properties: ['openDirectory'] },
  'open-files': { title: 'Open CT images, a DICOMDIR or a zip', properties: ['openFile', 'multiSelections'] },
  'export-folder': {
    title: 'Where to put the denoised series',
    buttonLabel: 'Export',
    properties: ['openDirectory', 'createDirectory'],
  },
};

/** The system's own dialogs, over the window that asks. */
export const desktopPlatform = (window: BrowserWindow, dialog: Dialog): Platform => ({
  shell: 'desktop',
  choosePlace: async (purpose) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, dialogs[purpose]);
    return ok(canceled ? null : filePaths);
  },
  offerDownload: null,
});
