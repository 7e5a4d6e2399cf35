/** With and without a blank between: a phrase is cut within a word or between two. */
export const GLUES = ['', ' '] as const;

/** Two texts end to end. Where a blank stands already, or one record of data ends and the next begins, none is put between. */
export function glued(before: string, glue: string, after: string): string {
  return glue === '' || isParted(before, after) ? before + after : before + glue + after;
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
