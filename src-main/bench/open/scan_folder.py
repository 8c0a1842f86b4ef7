"""Reads the headers of a folder with pydicom: what a viewer needs to sort its files.

The protocol is that of src-main/bench/open/scan-process.ts.
"""

import json
import pathlib
import sys
import time

import pydicom


def scan(folder):
    images = set()
    for path in folder.iterdir():
        header = pydicom.dcmread(path, stop_before_pixels=True)
        images.add((header.SeriesInstanceUID, header.SOPInstanceUID, tuple(header.ImagePositionPatient), header.Rows, header.Columns))
    return len(images)


folder = pathlib.Path(sys.argv[1])
print(json.dumps({"ready": True, "images": scan(folder)}), flush=True)
for _ in sys.stdin:
    started, before = time.perf_counter(), time.process_time()
    scan(folder)
    run = {"milliseconds": 1000 * (time.perf_counter() - started), "processorMs": 1000 * (time.process_time() - before)}
    print(json.dumps(run), flush=True)
