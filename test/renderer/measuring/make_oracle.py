"""Writes oracle.json: figures of shapes on real images, by pydicom and numpy alone.

    python3 make_oracle.py ../../../shared/data

Coordinates: 0,0 is the corner of the first pixel. A pixel belongs to an area when its centre lies inside; inside of a polygon by the
parity of its winding number, here from the sum of angles; to a line when the line passes through it, here by stepping finely along it.
Standard deviations over n - 1. Noise is made up: ((place * 7919) mod 101 - 50) / 4.
"""
import json
import sys
from pathlib import Path

import numpy
import pydicom
from pydicom.pixels import apply_modality_lut

data = Path(sys.argv[1])
strength = 0.35


def box(points):
    (a, b), (c, d) = points
    return min(a, c), max(a, c), min(b, d), max(b, d)


def inside(kind, points, x, y):
    if kind == 'rectangle':
        left, right, top, bottom = box(points)
        return (x >= left) & (x < right) & (y >= top) & (y < bottom)
    if kind == 'ellipse':
        left, right, top, bottom = box(points)
        return ((x - (left + right) / 2) / ((right - left) / 2)) ** 2 + ((y - (top + bottom) / 2) / ((bottom - top) / 2)) ** 2 <= 1
    if kind == 'freehand':
        turns = numpy.zeros(numpy.broadcast(x, y).shape)
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
            turns += numpy.arctan2((ax - x) * (by - y) - (ay - y) * (bx - x), (ax - x) * (bx - x) + (ay - y) * (by - y))
        return numpy.round(turns / (2 * numpy.pi)).astype(int) % 2 != 0
    mask = numpy.zeros(numpy.broadcast(x, y).shape, bool)
    for (ax, ay), (bx, by) in zip(points[0::2], points[1::2]):
        t = numpy.linspace(0, 1, 1_000_001)
        columns, rows = numpy.floor(ax + t * (bx - ax)).astype(int), numpy.floor(ay + t * (by - ay)).astype(int)
        keep = (columns >= 0) & (rows >= 0) & (columns < mask.shape[1]) & (rows < mask.shape[0])
        mask[rows[keep], columns[keep]] = True
    return mask


def statistics(values):
    if len(values) == 0:
        return None
    values = values.astype(numpy.float64)
    return {
        'count': len(values),
        'mean': float(values.mean()),
        'sd': float(values.std(ddof=1)) if len(values) > 1 else None,
        'min': float(values.min()),
        'max': float(values.max()),
    }


def padding(ds):
    stored = ds.pixel_array
    value = ds.get('PixelPaddingValue')
    if value is None:
        return numpy.zeros(stored.shape, bool)
    value = int(value) - 65536 if ds.PixelRepresentation == 1 and int(value) > 32767 else int(value)
    return stored == value


def measure(path, kind, points):
    ds = pydicom.dcmread(data / path)
    hu = apply_modality_lut(ds.pixel_array, ds).astype(numpy.float64)
    rows, columns = hu.shape
    mask = inside(kind, points, numpy.arange(columns) + 0.5, (numpy.arange(rows) + 0.5)[:, None]) & ~padding(ds)
    noise = ((numpy.arange(rows * columns) * 7919 % 101 - 50) / 4).reshape(hu.shape)
    denoised = (hu - strength * noise).astype(numpy.float32)
    return {
        'path': path,
        'kind': kind,
        'points': points,
        'original': statistics(hu[mask]),
        'denoised': statistics(denoised[mask]),
    }


chest = 'siemens-chest/1-049.dcm'
cases = [
    (chest, 'ellipse', [[101.3, 200.7], [160.1, 251.9]]),
    (chest, 'ellipse', [[250.5, 300.5], [253.5, 306.5]]),
    (chest, 'rectangle', [[380.25, 220.5], [290.75, 260]]),
    (chest, 'rectangle', [[500.2, -3], [600, 20.1]]),
    (chest, 'rectangle', [[10.6, 10.6], [11.4, 30]]),
    (chest, 'freehand', [[200.1, 200.2], [300.3, 210.7], [280.9, 330.1], [240.2, 260.6], [190.4, 300.8]]),
    (chest, 'freehand', [[200.1, 200.2], [300.3, 300.7], [300.9, 200.4], [200.6, 300.3]]),
    (chest, 'length', [[100.25, 400.75], [333.5, 123.25]]),
    (chest, 'length', [[333.5, 123.25], [100.25, 400.75]]),
    (chest, 'length', [[20.5, 256.5], [511.5, 256.5]]),
    (chest, 'length', [[77.3, 500.1], [77.9, 12.6]]),
    (chest, 'bidirectional', [[200.3, 200.2], [260.7, 200.9], [230.2, 180.1], [230.6, 220.8]]),
    (chest, 'probe', [[256.9, 300.1], [256.9, 300.1]]),
    ('ge-head-variable-spacing/10.dcm', 'ellipse', [[0, 0], [200, 180]]),
    ('ge-head-variable-spacing/10.dcm', 'rectangle', [[0, 0], [40, 40]]),
    ('ge-head-variable-spacing/10.dcm', 'freehand', [[0.2, 0.2], [511.8, 0.2], [256.1, 500.3]]),
    ('mixed-series/sagittal-series/im003.dcm', 'ellipse', [[10.2, 3.1], [60.7, 8.8]]),
    ('odd-and-broken/rescale_slope_half.dcm', 'ellipse', [[30.2, 30.1], [90.7, 100.8]]),
]
oracle = {'strength': strength, 'cases': [measure(*case) for case in cases]}
Path(__file__).with_name('oracle.json').write_text(json.dumps(oracle, indent=1) + '\n')
for case in oracle['cases']:
    print(case['path'], case['kind'], case['original'])
