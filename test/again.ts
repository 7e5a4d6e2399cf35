import type { Reporter, TestCase } from 'vitest/node';

/** Names each test that passed only at another go, so that what .ci/run repeats is seen and not hidden. */
export class Again implements Reporter {
  readonly #names: string[] = [];

  onTestCaseResult(test: TestCase): void {
    const tries = test.diagnostic()?.retryCount ?? 0;
    if (tries > 0 && test.result().state === 'passed')
      this.#names.push(`${test.module.relativeModuleId} > ${test.name}`);
  }

  onTestRunEnd(): void {
    for (const name of this.#names) console.log(`passed at another go: ${name}`);
  }
}
