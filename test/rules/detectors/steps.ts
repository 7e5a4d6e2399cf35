import { Session } from 'node:inspector/promises';

type Ranges = { readonly functions: readonly { readonly ranges: readonly Range[] }[]; readonly url: string };
type Range = { readonly count: number; readonly startOffset: number; readonly endOffset: number };

/**
 * Counts how often the blocks of the detectors' code run while `work` does: a measure of work that no busy machine blurs.
 * What a regular expression does is not in it; those have bounded quantifiers, and a test of their own.
 */
export class StepCounter {
  readonly #session = new Session();

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  async stop(): Promise<void> {
    await this.#session.post('Profiler.stopPreciseCoverage');
    this.#session.disconnect();
  }

  async of(work: () => void): Promise<number> {
    await this.#session.post('Profiler.takePreciseCoverage');
    work();
    const { result } = (await this.#session.post('Profiler.takePreciseCoverage')) as { result: readonly Ranges[] };
    return (
      result
        .filter(({ url }) => url.includes('/src/rules/detectors/'))
        // Of each function the block that ran most: blocks that run as often as what is around them are reported as one or as two.
        .flatMap(({ functions }) => functions.map(({ ranges }) => Math.max(...ranges.map(({ count }) => count))))
        .reduce((sum, count) => sum + count, 0)
    );
  }
}
