/** The doors of ARCHITECTURE.md: who may import whom. */
const door = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    door(
      'window-sees-only-the-contract',
      'The page talks to main through the contract and nothing else.',
      { path: '^src-renderer/' },
      { path: '^src-main/', pathNot: '^src-main/contract/' },
    ),
    door('main-never-sees-the-window', 'Main knows no page.', { path: '^src-main/' }, { path: '^src-renderer/' }),
    door(
      'contract-imports-only-zod',
      'The contract is what both sides share.',
      { path: '^src-main/contract/' },
      { pathNot: ['^src-main/contract/', '^node_modules/zod/'] },
    ),
    door(
      'dicom-is-pure',
      'Bytes to attributes and back: no paths, no network.',
      { path: '^src-main/dicom/' },
      { path: ['^src-main/', '^(node:)?(fs|path|net|http|https|child_process)$'], pathNot: '^src-main/(dicom|contract)/' },
    ),
    door(
      'study-knows-dicom-and-contract',
      'Files to series.',
      { path: '^src-main/study/' },
      { path: '^src-main/', pathNot: '^src-main/(study|dicom|contract)/' },
    ),
    door(
      'engine-knows-no-dicom',
      'Tensors and numbers only.',
      { path: '^src-main/engine/' },
      { path: '^src-main/', pathNot: '^src-main/(engine|contract)/' },
    ),
    door(
      'models-know-the-engine',
      'The library of models.',
      { path: '^src-main/models/' },
      { path: '^src-main/', pathNot: '^src-main/(models|engine|contract)/' },
    ),
    door(
      'bench-knows-what-it-measures',
      'Measures the engine from inside; only the shell asks for it.',
      { path: '^src-main/bench/' },
      { path: '^src-main/', pathNot: '^src-main/(bench|engine|dicom|study|contract)/' },
    ),
    door(
      'only-the-shell-benchmarks',
      'What is measured knows nothing of it.',
      { path: '^src-main/', pathNot: '^src-main/(bench|shell)/' },
      { path: '^src-main/bench/' },
    ),
    door(
      'nothing-imports-the-shell',
      'The shell is the outermost room.',
      { path: '^src-main/', pathNot: '^src-main/shell/' },
      { path: '^src-main/shell/' },
    ),
    door(
      'only-the-desktop-imports-electron',
      'Everything else runs without Electron.',
      { pathNot: '^src-main/shell/desktop/' },
      { path: ['^electron$', '^node_modules/electron/'] },
    ),
    door('no-circles', 'A circle is a room that was not found yet.', {}, { circular: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'svelte', 'node', 'default'] },
  },
};
