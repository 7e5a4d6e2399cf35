/** A command as somebody would type it: words with blanks or quotes in them in quotes. */
export function commandLine(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./\\~-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
}

/** A path with `~` for the user's home. */
export function shortened(path: string, home: string): string {
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
