"""Writes attributes.json and uids.json beside this script: the names of PS3.6, as pydicom carries them.

    python3 src-main/dicom/dictionary/make_dictionary.py

Source: pydicom 3.0 (MIT), pydicom/_dicom_dict.py and pydicom/_uid_dict.py, which are generated from the standard's own tables.
An attribute is `VR|keyword|name`, with `|retired` at the end where it is; `x` in a tag stands for any digit (repeating groups).
"""

import json
import pathlib

from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary
from pydicom._uid_dict import UID_dictionary

here = pathlib.Path(__file__).parent


def described(entry):
    vr, _multiplicity, name, retired, keyword = entry
    # Delimiters have no VR; a few retired attributes have neither name nor keyword.
    parts = ['' if vr == 'NONE' else vr, keyword, name]
    return '|'.join(parts + ['retired'] if retired else parts)


def write(name, table):
    text = json.dumps(dict(sorted(table.items())), indent=2, ensure_ascii=False)
    (here / name).write_text(text + '\n', encoding='utf-8')


attributes = {f'{tag:08x}': described(entry) for tag, entry in DicomDictionary.items()}
attributes.update({tag.lower(): described(entry) for tag, entry in RepeatersDictionary.items()})
write('attributes.json', attributes)
write('uids.json', {uid: entry[0] for uid, entry in UID_dictionary.items()})
