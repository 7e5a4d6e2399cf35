import type { Part } from '../../message/message.ts';

/** Arguments that name the files or folders a call is about, in whatever server's spelling. */
const NAMING =
  /^(?:(?:target|source|relative|absolute|notebook|root|base|dest(?:ination)?|old|new|input|output|repo(?:sitory)?)?_?(?:path|file|dir(?:ectory)?|folder)s?(?:_?(?:path|name))?s?|uri|dest(?:ination)?|source|pattern|glob)$/i;
/** A path, or a name with an ending: what else stands under such a name (a piece of a secret) is a text like any other. */
const PATH = /^[^\n\r]{0,400}[/\\.][^\n\r]{0,400}$/;

/** Arguments that hold what goes into a file, or what is looked for in it. */
const FILLING =
  /^(?:(?:file|new|old|insert)_?)?(?:contents?|text|str(?:ing)?|source|body|code|data)$|^(?:edits?|lines|replace(?:ment|with)?|search|find|diff|patch|code_?edit|markdown)$/i;

/** Without those that only say which file a call is about: what is said in other calls is not said of that file. */
export function withoutFiles(parts: readonly Part[]): readonly Part[] {
  return parts.some(namesFile) ? parts.filter((part) => !namesFile(part)) : parts;
}

/** Whether some of the texts name a file and others hold what goes into it: no tool makes one word of the two. */
export function nameAndFill(parts: readonly Part[]): boolean {
  return parts.some(namesFile) && parts.some((part) => !namesFile(part) && FILLING.test(nameOf(part) ?? ''));
}

function namesFile(part: Part): boolean {
  if (part.channel !== 'tool_args' || part.key) return false;
  const name = nameOf(part);
  return name !== undefined && NAMING.test(name) && PATH.test(part.text);
}

/** `/params/arguments/edits/0/new_string` → `new_string` */
function nameOf({ pointer }: Part): string | undefined {
  return pointer.split('/').findLast((step) => !/^\d+$/.test(step));
}
