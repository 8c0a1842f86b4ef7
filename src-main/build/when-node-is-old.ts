/** First in every Node bundle. A current Node lacks nothing, and is not made to read 750 KB of replacements at each start of a process or thread. */
const major = Number(process.versions.node.split('.')[0]);
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import could not wait for the answer
if (major < 18) require('./old-node.cjs');

export {};
