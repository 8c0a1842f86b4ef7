"""Other ways to unpack a frame: pydicom with GDCM, and with pylibjpeg.

The first argument is a folder with slice.dcm, and htj2k.pixels, which is the slice's Pixel Data as HTJ2K: GDCM does not write that. Makes a file of
the slice in each syntax, and says {"ready": true}. Then answers each line, {"path", "by"}, with the time of unpacking that file's
frame from memory, or why it can't be done: {"milliseconds", "processorMs", "sha256"} or {"why"}.
"""

import hashlib
import io
import json
import os
import sys
import time

import gdcm
import libjpeg  # noqa: F401  The plugins of pylibjpeg: without one of them it fails at work.
import openjpeg  # noqa: F401
import pydicom
import rle  # noqa: F401
from pydicom.pixels import get_decoder

SYNTAXES = {
    "jpeg-lossless": gdcm.TransferSyntax.JPEGLosslessProcess14_1,
    "jpeg-ls": gdcm.TransferSyntax.JPEGLSLossless,
    "jpeg-2000": gdcm.TransferSyntax.JPEG2000Lossless,
    "rle": gdcm.TransferSyntax.RLELossless,
}


def compress(source, path, syntax):
    reader = gdcm.ImageReader()
    reader.SetFileName(source)
    assert reader.Read(), source
    change = gdcm.ImageChangeTransferSyntax()
    change.SetTransferSyntax(gdcm.TransferSyntax(syntax))
    change.SetInput(reader.GetImage())
    assert change.Change(), path
    writer = gdcm.ImageWriter()
    writer.SetFileName(path)
    writer.SetFile(reader.GetFile())
    writer.SetImage(change.GetOutput())
    assert writer.Write(), path


def wrap_htj2k(source, pixels, path):
    dataset = pydicom.dcmread(source)
    dataset.file_meta.TransferSyntaxUID = pydicom.uid.HTJ2KLossless
    with open(pixels, "rb") as file:
        dataset.PixelData = file.read()
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.save_as(path)


def inside(name):
    return os.path.join(sys.argv[1], name)


for name, syntax in SYNTAXES.items():
    compress(inside("slice.dcm"), inside(name + ".dcm"), syntax)
wrap_htj2k(inside("slice.dcm"), inside("htj2k.pixels"), inside("htj2k.dcm"))
print(json.dumps({"ready": True}), flush=True)

files = {}
for line in sys.stdin:
    asked = json.loads(line)
    if asked["path"] not in files:
        with open(asked["path"], "rb") as file:
            files[asked["path"]] = pydicom.dcmread(io.BytesIO(file.read()))
    dataset = files[asked["path"]]
    try:
        decoder = get_decoder(dataset.file_meta.TransferSyntaxUID)
        started, before = time.perf_counter(), time.process_time()
        values, _ = decoder.as_array(dataset, index=0, decoding_plugin=asked["by"])
        answer = {"milliseconds": 1000 * (time.perf_counter() - started), "processorMs": 1000 * (time.process_time() - before)}
        answer["sha256"] = hashlib.sha256(values.astype("<i2").tobytes()).hexdigest()
    except Exception as reason:
        answer = {"why": str(reason).split("\n")[0] or type(reason).__name__}
    print(json.dumps(answer), flush=True)
