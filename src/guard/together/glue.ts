/** With and without a blank between: a phrase is cut within a word or between two. */
export const GLUES = ['', ' '] as const;

/** Two texts end to end. Where a blank stands already, or one record of data ends and the next begins, none is put between. */
export function glued(before: string, glue: string, after: string): string {
  return before + between(before, glue, after) + after;
}

/**
 * What stands between two texts: the glue, or nothing.
 * @param before only its last character counts: to look at the end of what grows piece by piece, the runtime copies all of it
 */
export function between(before: string, glue: string, after: string): string {
  return glue === '' || isParted(before, after) ? '' : glue;
}

function isParted(before: string, after: string): boolean {
  const last = before.charCodeAt(before.length - 1);
  const first = after.charCodeAt(0);
  return isBlank(last) || isBlank(first) || (isClosing(last) && isOpening(first));
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** `]` and `}` */
function isClosing(code: number): boolean {
  return code === 93 || code === 125;
}

/** `[` and `{` */
function isOpening(code: number): boolean {
  return code === 91 || code === 123;
}
