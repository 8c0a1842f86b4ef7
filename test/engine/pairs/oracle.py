"""Writes oracle.json: two chest slices 3 mm apart, and what of them numpy and scipy call alike. Run: python3 oracle.py SHARED_DATA"""
import glob, json, os, sys
import numpy as np, pydicom
from scipy.ndimage import gaussian_filter

folder = os.path.join(sys.argv[1], 'siemens-chest')
slices = sorted((pydicom.dcmread(p) for p in glob.glob(folder + '/*') if not p.endswith('.txt')), key=lambda d: float(d.ImagePositionPatient[2]))
hu = lambda d: (d.pixel_array * float(d.RescaleSlope) + float(d.RescaleIntercept)).astype(np.float32)
low = lambda x: gaussian_filter(x.astype(np.float64), 4, mode='mirror', truncate=3)
out = []
for i, k in [(10, 13), (5, 15)]:
    a, b = low(hu(slices[i])), low(hu(slices[k]))
    alike = np.abs(a - b) < 30
    body = a > -900
    out.append({'input': os.path.basename(slices[i].filename), 'target': os.path.basename(slices[k].filename),
                'alike': int(alike.sum()), 'share': float(alike[body].mean())})
json.dump(out, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'oracle.json'), 'w'), indent=2)
