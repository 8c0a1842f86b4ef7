"""The figures of oracle.json: spectrum and histogram of a picture made of a formula, by numpy. Run it with: python3 make_oracle.py > oracle.json"""
import json
import numpy as np

side, across, down = 64, 0.7, 0.9
row, column = np.mgrid[0:96, 0:96]
noise = ((row * 193 + column * 389 + row * column * 31) % 1009) / 1009 * 80 - 40
noise = noise.astype(np.float32).astype(np.float64)

tiles = [noise[y : y + side, x : x + side] for y in (0, 32) for x in (0, 32)]
plane = np.mean([np.abs(np.fft.fft2(tile - tile.mean())) ** 2 for tile in tiles], axis=0) * across * down / side**2
u, v = np.abs(np.fft.fftfreq(side, across)), np.abs(np.fft.fftfreq(side, down))
step = 1 / (side * max(across, down))
ring = np.floor(np.hypot(*np.meshgrid(u, v)) / step + 0.5).astype(int)
power = [plane[ring == k].mean() for k in range(1, side // 2 + 1)]
frequencies = np.arange(1, side // 2 + 1) * step
print(
    json.dumps(
        {
            "variance": np.mean([tile.var() for tile in tiles]),
            "power": power,
            "mean": float((frequencies * power).sum() / np.sum(power)),
            "peak": float(frequencies[int(np.argmax(power))]),
            "meanHu": noise.mean(),
            "sdHu": noise.std(ddof=1),
        }
    )
)
