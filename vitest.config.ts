import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Files run one after the other where they measure a window: in a browser and in Electron. Vitest leaves a core free by itself, which on two cores is half.
const unitWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  plugins: [svelte()],
  test: {
    reporters: ['default', './test/skip-reasons.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.spec.ts'],
          exclude: ['test/e2e/**', 'test/desktop/**'],
          testTimeout: 120_000,
          maxWorkers: unitWorkers,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.spec.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'desktop',
          include: ['test/desktop/**/*.spec.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
