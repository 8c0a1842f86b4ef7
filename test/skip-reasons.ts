import type { Reporter, TestModule } from 'vitest/node';

/** Says at the end of a run what could not be tested here, and why: the tests and their suites have it in their titles. */
export default class SkipReasons implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const reasons = skipped.map(({ fullName }) => /skipped: [^)]*/.exec(fullName)?.[0]).filter((reason) => reason !== undefined);
    for (const reason of new Set(reasons)) {
      const tests = reasons.filter((other) => other === reason).length;
      console.log(`${tests} ${tests === 1 ? 'test' : 'tests'} ${reason}`);
    }
  }
}
