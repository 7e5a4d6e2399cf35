/** A call that asks whether a text is an attack: `scan('…')`, `guard.check("…")`, `is_injection("…")`. */
const ASKED =
  /(?<![A-Za-z])(?:scan|detect|classify|inspect|moderate|sanitize|predict|\w{1,24}\.check|is_?(?:injection|jailbreak|safe|spam|malicious|attack|prompt_?injection)|contains_?(?:injection|jailbreak))(?:_?[A-Za-z]{2,16})?\(\s{0,4}[frb]?["'`]$/i;
/** A regular expression that begins on a line, and how one ends. */
const BEGUN = /(?:^|[([,=:!&|?{};]|\breturn) {0,4}\/(?![/*])(?:\\.|[^/\n\\]){0,160}$/;
const ENDED = /^(?:\\.|[^/\n\\]){0,160}\/[dgimsuvy]{0,6}\s{0,3}(?:[\]),;.:}]|$)/;
const SIGNS = /[|()[\]\\?*+^$]/;

/** Whether a phrase is what code looks for: in a regular expression, or in a string that it asks about. */
export function isLookedFor(before: string, rest: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (ASKED.test(line.slice(0, line.search(/["'`][^"'`]*$/) + 1)) && /^[^"'`\n]{0,200}["'`]/.test(rest)) return true;
  const begun = BEGUN.exec(line);
  const ended = ENDED.exec(rest);
  return (
    begun !== null && ended !== null && SIGNS.test(begun[0].slice(begun[0].indexOf('/') + 1) + ended[0].slice(0, -2))
  );
}
