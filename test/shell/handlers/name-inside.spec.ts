import { describe, expect, it } from 'vitest';
import { nameInside } from '../../../src-main/shell/handlers/name-inside';

describe('a file is named inside of what was opened', () => {
  it.each([
    ['below a folder', ['/home/anna/scans'], '/home/anna/scans/CT/IM1', 'CT/IM1'],
    ['below a folder named with a slash at its end', ['/home/anna/scans/'], '/home/anna/scans/IM1', 'IM1'],
    ['opened by itself', ['/home/anna/IM1'], '/home/anna/IM1', 'IM1'],
    ['inside a zip', ['/home/anna/a.zip'], '/home/anna/a.zip/CT/IM1', 'CT/IM1'],
    ['inside a zip in a folder', ['/home/anna'], '/home/anna/a.zip/CT/IM1', 'a.zip/CT/IM1'],
    ['named by a DICOMDIR beside it', ['/media/disc/DICOMDIR'], '/media/disc/DICOM/IM1', 'DICOM/IM1'],
    ['in the second of two folders', ['/a/one', '/b/two'], '/b/two/IM1', 'two/IM1'],
    ['named ..like-this', ['/a/one'], '/a/one/..like-this', '..like-this'],
    ['from elsewhere', ['/a/one'], '/etc/passwd', 'passwd'],
  ])('%s', (_where, opened, path, name) => expect(nameInside(opened, path)).toBe(name));
});
