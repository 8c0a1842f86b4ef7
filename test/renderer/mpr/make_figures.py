"""Writes figures.json: figures of shapes on planes through a real chest, by pydicom and numpy alone.

    python3 make_figures.py ../../../shared/data

The chest is upright: 26 slices, 1 mm apart, rows and columns along the patient's axes. A coronal or sagittal plane has a line every half
millimetre from the head down (numpy.interp between the slices), and a voxel's column or row across. A slab along the pixels has its faces on
pixels; an average is weighed by the trapezoidal rule. Points are in pixels of the plane: 0,0 is the corner of the first. Noise is made up, per voxel
of slice k: ((place * 7919 + 31 k) mod 101 - 50) / 4; the denoised volume is HU - strength * noise.
"""
import json
import sys
from pathlib import Path

import numpy
import pydicom
from pydicom.pixels import apply_modality_lut

strength = 0.35
files = [pydicom.dcmread(path) for path in (Path(sys.argv[1]) / 'siemens-chest').iterdir() if path.is_file()]
files = sorted((file for file in files if 'ImagePositionPatient' in file), key=lambda file: file.ImagePositionPatient[2])
volume = numpy.stack([apply_modality_lut(file.pixel_array, file).astype(numpy.float64) for file in files])
places = numpy.arange(512 * 512).reshape(512, 512)
noise = numpy.stack([((places * 7919 + 31 * k) % 101 - 50) / 4 for k in range(len(files))])
x0, y0, z0 = numpy.float64(files[0].ImagePositionPatient)
spacing = float(files[0].PixelSpacing[0])
zs = numpy.float64([file.ImagePositionPatient[2] for file in files])
lines = numpy.arange(2 * (len(files) - 1), -1, -1) / 2


def layer(of, name, index):
    """Of the voxels' own index across the plane: a slice, a row or a column."""
    if name == 'axial':
        return of[index]
    flat = of[:, index, :] if name == 'coronal' else of[:, :, index]
    low = numpy.minimum(lines.astype(int), len(of) - 2)
    share = (lines - low)[:, None]
    return flat[low] * (1 - share) + flat[low + 1] * share


def picture(of, name, index, thickness, mode):
    step = 1 if name == 'axial' else spacing
    reach = int(round(thickness / 2 / step))
    layers = numpy.stack([layer(of, name, at) for at in range(index - reach, index + reach + 1)])
    if len(layers) == 1:
        return layers[0]
    if mode == 'average':
        return numpy.trapezoid(layers, axis=0) / (len(layers) - 1)
    return layers.max(0) if mode == 'maximum' else layers.min(0)


def inside(kind, points, x, y):
    if kind == 'freehand':
        turns = numpy.zeros(numpy.broadcast(x, y).shape)
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
            turns += numpy.arctan2((ax - x) * (by - y) - (ay - y) * (bx - x), (ax - x) * (bx - x) + (ay - y) * (by - y))
        return numpy.round(turns / (2 * numpy.pi)).astype(int) % 2 != 0
    if kind == 'probe':
        (px, py), = points
        return (numpy.floor(px) == x - 0.5) & (numpy.floor(py) == y - 0.5)
    (a, b), (c, d) = points
    if kind == 'length':
        mask = numpy.zeros(numpy.broadcast(x, y).shape, bool)
        t = numpy.linspace(0, 1, 1_000_001)
        mask[numpy.floor(b + t * (d - b)).astype(int), numpy.floor(a + t * (c - a)).astype(int)] = True
        return mask
    left, right, top, bottom = min(a, c), max(a, c), min(b, d), max(b, d)
    if kind == 'rectangle':
        return (x >= left) & (x < right) & (y >= top) & (y < bottom)
    return ((x - (left + right) / 2) / ((right - left) / 2)) ** 2 + ((y - (top + bottom) / 2) / ((bottom - top) / 2)) ** 2 <= 1


def statistics(values):
    return {
        'count': len(values),
        'mean': float(values.mean()),
        'sd': float(values.std(ddof=1)) if len(values) > 1 else None,
        'min': float(values.min()),
        'max': float(values.max()),
    }


def quantities(kind, points, across, down):
    (a, b), (c, d) = (points + points)[:2]
    width, height = abs(c - a) * across, abs(d - b) * down
    if kind == 'length':
        return {'length': float(numpy.hypot(width, height))}
    if kind == 'freehand':
        x, y = numpy.float64(points).T
        return {'area': float(abs(numpy.dot(x, numpy.roll(y, -1)) - numpy.dot(y, numpy.roll(x, -1))) / 2 * across * down)}
    if kind == 'probe':
        return {}
    return {'area': width * height * (numpy.pi / 4 if kind == 'ellipse' else 1), 'width': width, 'height': height}


asked = [
    ('coronal', 210, 0, 'average', 'ellipse', [[150.3, 4.2], [231.7, 44.9]]),
    ('coronal', 210, 0, 'average', 'probe', [[188.4, 21.6]]),
    ('coronal', 255, 0, 'average', 'length', [[120.5, 3.25], [301.2, 47.5]]),
    ('coronal', 255, 10, 'average', 'freehand', [[200.2, 5.1], [260.6, 9.7], [281.3, 40.2], [190.9, 33.3]]),
    ('sagittal', 300, 10, 'maximum', 'rectangle', [[180.2, 12.1], [260.8, 39.4]]),
    ('sagittal', 300, 6, 'minimum', 'ellipse', [[260.8, 39.4], [180.2, 12.1]]),
    ('axial', 13, 0, 'average', 'ellipse', [[100.5, 200.25], [140.75, 251.5]]),
    ('axial', 13, 4, 'maximum', 'rectangle', [[300.1, 240.9], [340.6, 280.2]]),
]
cases = []
for name, index, thickness, mode, kind, points in asked:
    before = picture(volume, name, index, thickness, mode)
    after = picture(volume - strength * noise, name, index, thickness, mode)
    x, y = numpy.arange(before.shape[1]) + 0.5, (numpy.arange(before.shape[0]) + 0.5)[:, None]
    mask = inside(kind, points, x, y)
    at = {'axial': z0 + index, 'coronal': y0 + index * spacing, 'sagittal': x0 + index * spacing}[name]
    down = spacing if name == 'axial' else 0.5
    cases.append({
        'plane': name, 'atMm': float(at), 'slab': {'thicknessMm': thickness, 'mode': mode}, 'kind': kind, 'points': points,
        'original': statistics(before[mask]), 'denoised': statistics(after[mask]), 'quantities': quantities(kind, points, spacing, down),
    })
Path(__file__).with_name('figures.json').write_text(json.dumps({'strength': strength, 'cases': cases}, indent=2) + '\n')
