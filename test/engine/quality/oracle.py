"""Makes the literal values of the tests beside it, with numpy 2.4.6 and scikit-image 0.26.0: python3 oracle.py"""
import numpy as np
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

r, c = np.mgrid[0:37, 0:53].astype(np.uint32)
noise = ((r * np.uint32(2654435761) + c * np.uint32(2246822519)) % np.uint32(1009)).astype(float) / 1009 - 0.5
truth = r.astype(float) * 7 + (c.astype(float) * 11) % 90 - 60
image = truth + 80 * noise
for name, (centre, width) in {'abdomen': (50, 400), 'neuro': (40, 80), 'chest': (-600, 1500)}.items():
    low = centre - width / 2
    a, b = (np.clip(v, low, low + width) - low for v in (truth, image))
    similarity = structural_similarity(
        a, b, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=width)
    print(name, 'psnr', peak_signal_noise_ratio(a, b, data_range=width), 'ssim', similarity)
print('rmse', np.sqrt(np.mean((image - truth) ** 2)))
region = (truth >= 0) & (truth <= 100)
print('region', region.sum(), image[region].mean(), image[region].std(ddof=1), (image - truth)[region].mean())

n, pixel = 32, 0.7
x = np.arange(n)
regions = [
    ((x[:, None] * 2654435761 + x[None, :] * 2246822519 + k * 7919 + x[:, None] * x[None, :] * 31) % 1009) / 1009 * 100
    + 3 * x[:, None] + 0.1 * x[None, :] ** 2
    for k in range(3)
]
yy, xx = (v.ravel() for v in np.mgrid[0:n, 0:n])
basis = np.stack([np.ones(n * n), xx, yy, xx ** 2, xx * yy, yy ** 2], 1).astype(float)
plane = 0
for q in regions:
    rest = q.ravel() - basis @ np.linalg.lstsq(basis, q.ravel(), rcond=None)[0]
    plane = plane + pixel ** 2 / (n * n) * np.abs(np.fft.fft2(rest.reshape(n, n))) ** 2 / 3
f = np.fft.fftfreq(n) * n
ring = np.floor(np.hypot(*np.meshgrid(f, f, indexing='ij')) + 0.5).astype(int)
radial = np.array([plane[ring == k].mean() for k in range(n // 2 + 1)])
step = 1 / (n * pixel)
mean = (np.arange(n // 2 + 1) * radial).sum() / radial.sum() * step
print('nps', plane.sum() * step ** 2, plane[3, 5], radial[[1, 4, 16]], radial.argmax() * step, mean)
