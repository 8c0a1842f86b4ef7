"""Cross-reference lines of real headers, by numpy: writes oracle.json. Usage: python make_oracle.py DATA

The cutting picture is walked over line by line, and where the distance to the other plane changes its sign is noted: the ends of what was
noted are the ends of the line. Nothing is solved as Tacet solves it.
"""
import json
import sys
from pathlib import Path

import numpy as np
import pydicom

data = Path(sys.argv[1]) / 'philips-head-phantom' / 'DICOM'


def plane(path):
    header = pydicom.dcmread(data / path, stop_before_pixels=True)
    return {
        'file': path,
        'positionMm': [float(v) for v in header.ImagePositionPatient],
        'orientation': [float(v) for v in header.ImageOrientationPatient],
        'pixelSpacingMm': {'betweenRowsMm': float(header.PixelSpacing[0]), 'betweenColumnsMm': float(header.PixelSpacing[1])},
        'rows': header.Rows,
        'columns': header.Columns,
    }


def matrix(p):
    """PS3.3 C.7.6.2.1.1, equation C.7.6.2.1-1: column index, row index and height over the plane -> mm."""
    row, column = np.array(p['orientation'][:3]), np.array(p['orientation'][3:])
    axes = [row * p['pixelSpacingMm']['betweenColumnsMm'], column * p['pixelSpacingMm']['betweenRowsMm'], np.cross(row, column)]
    return np.stack(axes, axis=1), np.array(p['positionMm'])


def crossing(cutting, seen):
    """Both ends in the seen picture, as column and row counted from the corner of its first pixel."""
    m, origin = matrix(cutting)
    n, base = matrix(seen)
    found = []
    sizes = (cutting['columns'], cutting['rows'])
    for axis in (0, 1):
        along = np.linspace(-0.5, sizes[axis] - 0.5, 4001)
        for value in np.linspace(-0.5, sizes[1 - axis] - 0.5, 4001):
            index = np.zeros((2, 3))
            index[:, axis] = along[[0, -1]]
            index[:, 1 - axis] = value
            ends = np.linalg.solve(n, ((m @ index.T).T + origin - base).T).T
            if ends[0, 2] * ends[1, 2] > 0 or ends[0, 2] == ends[1, 2]:
                continue
            point = ends[0] + (ends[1] - ends[0]) * ends[0, 2] / (ends[0, 2] - ends[1, 2])
            column, row = point[0] + 0.5, point[1] + 0.5
            if -1e-6 <= column <= seen['columns'] + 1e-6 and -1e-6 <= row <= seen['rows'] + 1e-6:
                found.append((column, row))
    if not found:
        return None
    found = np.array(found)
    direction = np.linalg.svd(found - found.mean(axis=0))[2][0]
    along = found @ direction
    return [found[along.argmin()].tolist(), found[along.argmax()].tolist()]


def in_order(series):
    height = lambda path: plane(path)['positionMm'][2]
    return sorted((f'{series}/{f.name}' for f in (data / series).iterdir()), key=height)


scout, axial, tilted = 'S21570/S1000/I10', in_order('S21570/S2010'), in_order('S21610/S2010')
pairs = {
    'the lowest axial slice on the scout': (axial[0], scout),
    'the highest axial slice on the scout': (axial[-1], scout),
    'a tilted slice on the scout': (tilted[0], scout),
    'a tilted slice in an axial one': (tilted[0], axial[10]),
    'an axial slice in a tilted one': (axial[10], tilted[0]),
    'the lowest axial slice, which no tilted one reaches': (tilted[-1], axial[0]),
}
cases = [
    {'name': name, 'cutting': plane(cutting), 'seen': plane(seen), 'ends': crossing(plane(cutting), plane(seen))}
    for name, (cutting, seen) in pairs.items()
]
(Path(__file__).parent / 'oracle.json').write_text(json.dumps({'cases': cases}, indent=2) + '\n')
for case in cases:
    print(case['name'], case['cutting']['positionMm'], case['seen']['positionMm'], case['ends'])
