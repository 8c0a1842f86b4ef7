/** How a command of Tacet ends, as scripts see it (CLI.md). */
export const exitCode = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  /** Done, but some of the input was refused; the command listed it. */
  someRefused: 3,
} as const;
