"""Writes oracle.json: planes through real series that lean, by pydicom, numpy and scipy alone.

    python3 make_oracle.py ../../../shared/data

Every sample is a point of the patient. Its place along the slices' normal gives a fraction of a slice (numpy.interp over the true places), the same
fraction gives the origin there, the origin gives column and row, and scipy.ndimage.map_coordinates weighs the eight voxels. Coordinates are
mm, LPS. "outside": beside the volume. "padding": a voxel of padding is among the eight. A slab's planes are weighed by the trapezoidal rule.
"""
import json
import sys
from pathlib import Path

import numpy
import pydicom
from pydicom.pixels import apply_modality_lut
from scipy.ndimage import map_coordinates

data = Path(sys.argv[1])
axes_of = {'axial': (0, 1, 1, 1, 2), 'coronal': (0, 1, 2, -1, 1), 'sagittal': (1, 1, 2, -1, 0)}


def volume(folder):
    files = [pydicom.dcmread(path) for path in (data / folder).iterdir() if path.is_file()]
    along_row, down_column = numpy.reshape(numpy.float64(files[0].ImageOrientationPatient), (2, 3))
    normal = numpy.cross(along_row, down_column)
    files.sort(key=lambda file: numpy.dot(numpy.float64(file.ImagePositionPatient), normal))
    hu = numpy.stack([apply_modality_lut(file.pixel_array, file).astype(float) for file in files])
    stored = numpy.stack([file.pixel_array for file in files])
    padding = numpy.zeros(hu.shape, bool)
    if 'PixelPaddingValue' in files[0]:
        padding = stored == numpy.array(files[0].PixelPaddingValue).astype(stored.dtype)
    else:
        corners = [set(slice_[at] for at in [(0, 0), (0, -1), (-1, 0), (-1, -1)]) for slice_ in hu]
        for at, corner in enumerate(corners):
            if len(corner) == 1 and (value := corner.pop()) < -1024:
                padding[at] = hu[at] == value
    positions = numpy.float64([file.ImagePositionPatient for file in files])
    return hu, padding, positions, along_row, down_column, normal, numpy.float64(files[0].PixelSpacing)


def sample(of, points):
    hu, padding, positions, along_row, down_column, normal, (between_rows, between_columns) = of
    places = positions @ normal
    along = points @ normal
    slice_ = numpy.interp(along, places, numpy.arange(len(places)))
    origin = numpy.stack([numpy.interp(along, places, positions[:, axis]) for axis in range(3)], -1)
    column = ((points - origin) @ along_row) / between_columns
    row = ((points - origin) @ down_column) / between_rows
    outside = (along < places[0]) | (along > places[-1])
    for index, count in ((column, hu.shape[2]), (row, hu.shape[1])):
        outside |= (index < -0.5) | (index > count - 0.5)
    at = [slice_, row, column]
    value = map_coordinates(hu, at, order=1, mode='nearest')
    near = map_coordinates(padding.astype(float), at, order=1, mode='nearest') > 0
    return value, near, outside


def plane(of, grid, name, at_mm):
    u, u_sense, v, v_sense, normal = axes_of[name]
    places = [first + step * numpy.arange(count) for first, step, count in grid]
    across, down = places[u][::u_sense], places[v][::v_sense]
    points = numpy.zeros((len(down), len(across), 3))
    points[..., u], points[..., v], points[..., normal] = across[None, :], down[:, None], at_mm
    return sample(of, points.reshape(-1, 3))


def told(value, near, outside):
    return ' '.join('outside' if out else 'padding' if pad else f'{hu:.3f}' for hu, pad, out in zip(value, near, outside))


figures = []
for folder in ['philips-head-phantom/DICOM/S21610/S2010', 'ge-head-variable-spacing', 'siemens-head-tilt-no-tag']:
    of = volume(folder)
    hu, _, positions, along_row, down_column, _, spacing = of
    middle = positions.mean(0) + along_row * spacing[1] * (hu.shape[2] - 1) / 2 + down_column * spacing[0] * (hu.shape[1] - 1) / 2
    extent = numpy.abs(positions[-1] - positions[0]).max()
    # 11 × 13 × 15 places, wider than the volume in x and y, as high as it in z.
    steps = [23.7, 20.3, extent / 11]
    grid = [[round(float(centre - step * (count // 2)), 3), round(float(step), 3), count] for centre, step, count in zip(middle, steps, [11, 13, 15])]
    planes = []
    for name, (_, _, _, _, normal) in axes_of.items():
        first, step, count = grid[normal]
        at_mm = first + step * (count // 2)
        planes.append({'plane': name, 'atMm': at_mm, 'thicknessMm': 0, 'mode': 'average', 'hu': told(*plane(of, grid, name, at_mm))})
        layers = [plane(of, grid, name, at_mm + step * shift) for shift in (-1, 0, 1)]
        near = numpy.any([layer[1] for layer in layers], 0)
        outside = numpy.any([layer[2] for layer in layers], 0)
        values = numpy.stack([layer[0] for layer in layers])
        for mode, value in [('average', numpy.trapezoid(values, axis=0) / 2), ('maximum', values.max(0)), ('minimum', values.min(0))]:
            # Where a layer leaves the volume the others alone count: not asked here.
            planes.append({'plane': name, 'atMm': at_mm, 'thicknessMm': 2 * step, 'mode': mode, 'hu': told(value, near | outside, outside & False)})
    figures.append({'folder': folder, 'grid': grid, 'planes': planes})

Path(__file__).with_name('oracle.json').write_text(json.dumps(figures, indent=2) + '\n')
