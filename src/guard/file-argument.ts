import type { Part } from '../message/message.ts';

/** Arguments that name the files or folders a call is about, in whatever server's spelling. */
const NAMING =
  /^(?:(?:target|source|relative|absolute|notebook|root|base|dest(?:ination)?|old|new|input|output|repo(?:sitory)?)?_?(?:path|file|dir(?:ectory)?|folder)s?(?:_?(?:path|name))?s?|uri|dest(?:ination)?|source|pattern|glob)$/i;
/** A path, or a name with an ending: what else stands under such a name (a piece of a secret) is a text like any other. */
const PATH = /^[^\n\r]{0,400}[/\\.][^\n\r]{0,400}$/;

/** Without those that only say which file a call is about: what is said in other calls is not said of that file. */
export function withoutFiles(parts: readonly Part[]): readonly Part[] {
  return parts.some(namesFile) ? parts.filter((part) => !namesFile(part)) : parts;
}

function namesFile({ pointer, text, key, channel }: Part): boolean {
  if (channel !== 'tool_args' || key) return false;
  const steps = pointer.split('/');
  const name = steps.findLast((step) => !/^\d+$/.test(step));
  return name !== undefined && NAMING.test(name) && PATH.test(text);
}
