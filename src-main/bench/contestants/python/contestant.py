"""A contestant in Python: reads the material, says it is ready, and answers each line with the time of one more training step.

The protocol is that of src-main/bench/contestants/process.ts.
"""

import json
import struct
import sys
import time

import numpy

STEPS_COMPARED = 5


def read_material(path):
    """weights and inputs, as dictionaries of float32 arrays."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        numbers = file.read()
    parts = {"weights": {}, "inputs": {}}
    for name, entry in header.items():
        part, _, key = name.partition("/")
        begin, end = entry["data_offsets"]
        parts[part][key] = numpy.frombuffer(numbers[begin:end], dtype="<f4").reshape(entry["shape"]).copy()
    return parts["weights"], parts["inputs"]


def compete(make_step):
    """make_step(start, weights, inputs) gives a function that makes one training step and returns its loss."""
    start = json.loads(sys.argv[1])
    if start["task"] != "step":
        sys.exit("Only training steps are written in Python.")
    step = make_step(start, *read_material(start["material"]))
    losses = numpy.array([step() for _ in range(STEPS_COMPARED)], dtype="<f4")
    losses.tofile(start["results"])
    print(json.dumps({"ready": True}), flush=True)
    for _ in sys.stdin:
        started, before = time.perf_counter(), time.process_time()
        step()
        run = {"milliseconds": 1000 * (time.perf_counter() - started), "processorMs": 1000 * (time.process_time() - before)}
        print(json.dumps(run), flush=True)
