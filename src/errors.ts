export const EXIT = { done: 0, no: 1, failed: 2 } as const;

/**
 * A failure the user can mend: what was typed or found, what is wrong, and (hint) what to do.
 * Lower case, no full stop. `exit` is the process's exit code.
 */
export class OktsecError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly exit: number;
  constructor(code: string, message: string, options: { hint?: string; exit?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'OktsecError';
    this.code = code;
    this.hint = options.hint;
    this.exit = options.exit ?? EXIT.failed;
  }
}
