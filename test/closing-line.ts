import type { Reporter, TestModule } from 'vitest/node';

/** Prints what was skipped and why, then `N passed, N failed` alone on the last line, for people and for CI to read. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    const skipped: string[] = [];
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      // A file that could not even be loaded holds no test, yet it failed.
      if (tests.length === 0 && module.state() === 'failed') failed++;
      for (const test of tests) {
        const result = test.result();
        if (result.state === 'passed') passed++;
        else if (result.state === 'failed') failed++;
        else skipped.push(`skipped: ${test.fullName}${'note' in result && result.note ? ` (${result.note})` : ''}`);
      }
    }
    process.stdout.write(['', ...skipped, `${passed} passed, ${failed} failed`, ''].join('\n'));
  }
}

// vitest loads a reporter from its file by the default export.
// eslint-disable-next-line no-restricted-exports
export default ClosingLine;
