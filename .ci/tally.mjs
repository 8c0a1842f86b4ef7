/** Counts what Vitest reported, and ends with an exit code that says whether all is well. */
import { existsSync, readFileSync } from 'node:fs';

const [report, checked, tested] = process.argv.slice(2);
const { testResults: files = [] } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
const tests = files.flatMap(({ assertionResults }) => assertionResults);
const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;

// A file that does not load has no tests that could fail.
const brokenFiles = files.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
);
let failed = count('failed') + brokenFiles.length;
for (const { name, message } of brokenFiles) console.log(`failed to load: ${name}: ${message}`);
// An error outside of any test, or no report at all.
if (tested !== '0' && failed === 0) failed = 1;
if (checked !== 'passed') {
  console.log('npm run check failed: see above');
  failed++;
}

console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped', 'pending', 'todo')} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
