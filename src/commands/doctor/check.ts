import { OktsecError } from '../../errors.ts';

/** One line of the doctor: how it stands, and where it does not stand well one thing to paste. */
export type Check = {
  readonly level: 'ok' | 'warn' | 'fail';
  readonly what: string;
  readonly hint?: string | undefined;
};

/** Runs a check that may throw what is wrong; then that is its answer. */
export async function guarded<T>(checks: Check[], work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    checks.push({ level: 'fail', what: error.message, hint: error instanceof OktsecError ? error.hint : undefined });
    return undefined;
  }
}
