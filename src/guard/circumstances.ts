import type { Message, Part } from '../message/message.ts';
import type { Decision } from '../policy/decisions.ts';
import { excerpt, SECRET } from '../rules/redact.ts';
import type { Finding } from '../rules/rule.ts';
import type { Context } from './context.ts';
import type { Judged } from './inspection.ts';

/** Excerpts are for people: nobody reads more of one message. */
const MAX_EXCERPTS = 50;
const EXCERPT_LENGTH = 160;

/** The circumstances of each finding: in a list of tools, the tool that is described there. */
export function circumstances(message: Message, parts: readonly Part[], { from, to, now, callOf }: Context) {
  const call = callOf && (() => callOf(message));
  const byPlace = new Map(parts.map((part) => [placeOf(part), part]));
  return (finding: Finding) => {
    const part = byPlace.get(placeOf(finding));
    const [entry] = /^\/result\/tools\/\d+(?=\/)/.exec(finding.pointer) ?? [];
    const described =
      entry === undefined ? undefined : byPlace.get(placeOf({ pointer: `${entry}/name`, key: false }))?.text;
    const tool = message.tool ?? described;
    return { from, to, now, tool, call, maskable: part !== undefined && !part.key && part.joins && !part.decoded };
  };
}

function placeOf({ pointer, key }: { readonly pointer: string; readonly key: boolean }): string {
  return key ? `key ${pointer}` : pointer;
}

/** A call's arguments are read as a whole in two ways, which have one pointer. */
function textOf(one: Part | Finding): string {
  return `${one.channel} ${placeOf(one)}`;
}

export function withExcerpts(
  ruled: readonly (Finding & { readonly decision: Decision })[],
  parts: readonly Part[],
): Judged[] {
  const byPlace = new Map(parts.map((part) => [textOf(part), part.text]));
  const secret = new Map<string, Finding[]>();
  for (const finding of ruled.filter(({ category }) => SECRET.has(category))) {
    const place = textOf(finding);
    const there = secret.get(place);
    if (there === undefined) secret.set(place, [finding]);
    else there.push(finding);
  }
  return ruled.map((finding, index) => {
    const text = index < MAX_EXCERPTS ? byPlace.get(textOf(finding)) : undefined;
    if (text === undefined) return { ...finding, excerpt: '' };
    const others = (secret.get(textOf(finding)) ?? []).filter((other) => other !== finding).map(({ span }) => span);
    return { ...finding, excerpt: excerpt(text, finding.span, { max: EXCERPT_LENGTH, others }) };
  });
}
