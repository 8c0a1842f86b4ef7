import { inPython } from '../../oracle/pydicom';

/** A row as pydicom has it: depth, tag, VR, and the value as `study:tags` would write it whole; of bytes, the first 200 and their number. */
export interface DumpedRow {
  readonly depth: number;
  readonly tag: string;
  readonly vr: string;
  readonly keyword: string;
  readonly creator: string;
  /** Null for a sequence and an item. */
  readonly value: string | readonly number[] | { readonly hex: string; readonly length: number } | null;
}

/** What pydicom reads in each file; a file that it refuses is left out. */
export const dumpedByPydicom = (paths: readonly string[]): Readonly<Record<string, readonly DumpedRow[]>> =>
  inPython(
    paths,
    `
import pydicom
from pydicom import config, datadict
from pydicom.datadict import keyword_for_tag
from pydicom.multival import MultiValue
# Tacet carries the standard's dictionary, not the makers'.
datadict.private_dictionaries.clear()
config.settings.reading_validation_mode = config.IGNORE
numbers = {'US', 'SS', 'UL', 'SL', 'UV', 'SV', 'FL', 'FD'}
def text_of(value):
    return str(value).rstrip('\\0 ')
def value_of(element):
    value = element.value
    if element.VR == 'SQ': return None
    if isinstance(value, bytes): return {'hex': value[:200].hex(' ').upper(), 'length': len(value)}
    many = list(value) if isinstance(value, (MultiValue, list)) else ([] if value is None or value == '' else [value])
    if element.VR in numbers: return [float(number) for number in many]
    if element.VR == 'AT': return '\\\\'.join('(%04X,%04X)' % (tag.group, tag.element) for tag in many)
    return text_of('\\\\'.join('' if one is None else str(one) for one in many))
def rows_of(dataset, depth):
    for element in dataset:
        creator = element.private_creator if element.tag.is_private and not element.tag.is_private_creator else ''
        yield [depth, '%08x' % element.tag, element.VR, keyword_for_tag(element.tag), creator or '', value_of(element)]
        if element.VR == 'SQ':
            for item in element.value:
                yield [depth + 1, 'fffee000', '', '', '', None]
                yield from rows_of(item, depth + 2)
made = {}
for path in given:
    try:
        dataset = pydicom.dcmread(path, force=True)
        meta = getattr(dataset, 'file_meta', None) or []
        rows = list(rows_of(meta, 0)) + list(rows_of(dataset, 0))
        made[path] = [dict(zip(('depth', 'tag', 'vr', 'keyword', 'creator', 'value'), row)) for row in rows]
    except Exception as refused:
        pass`,
  );
