import type { Trouble } from '../trouble.ts';

/** A wait that can be cut short; of several at once the last. */
export class Pause {
  #wake: (() => void) | undefined;

  /** @param holdsProcess whether the process stays for it */
  wait(millis: number, holdsProcess: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      if (!holdsProcess) timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  end(): void {
    this.#wake?.();
  }
}

/** Milliseconds before the next try, after so many in vain. @param random from 0 to 1 */
export function retryMillis(trouble: Trouble, failures: number, random: number): number {
  const [base, most] = trouble === 'unwritable' ? [100, 5000] : [3, 100];
  return Math.min(most, base * 2 ** Math.min(failures, 10)) * (0.5 + random);
}
