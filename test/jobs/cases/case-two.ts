/** What sets the second case apart, trained as one would today, and how it was run. */
export const caseTwo = {
  kind: 'run',
  recipe: 'mended',
  case: 2,
  residual: 'multiply-add',
  rule: 'standard',
  differentiation: 'by-hand',
  judge: 'none',
  optimizer: 'adam',
  backend: 'onnxruntime',
  brokeDownAt: null,
  shown: 'as-it-is',
  weightsMoved: 0.5,
} as const;
