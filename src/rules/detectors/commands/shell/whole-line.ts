const NAMES =
  /^(?:commands?|cmds?|(?:shell|bash|sh|cli)?_?(?:command|cmd)_?(?:line|string|text)?|scripts?|shell|bash|argv|code)$/i;

/** Whether an argument of this name is a command line from end to end: nothing in it ends a value that it was put into. */
export function isWholeLine(name: string): boolean {
  return NAMES.test(name);
}
