import type { Format, List, Member, Table } from './formats/tree.ts';

/** `text` in the place of what stands from `start` to `end`. All else stays the same bytes. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** The text with all edits made; they do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.start - a.start);
  return ordered.reduce((made, edit) => made.slice(0, edit.start) + edit.text + made.slice(edit.end), text);
}

/**
 * Puts `words` (as they are spelled) in the place of the first `count` items of a list. Taking out what was put in before
 * gives the same bytes again.
 */
export function replaceFirst(text: string, list: List, count: number, words: readonly string[]): Edit {
  return list.block ? replaceLines(text, list, count, words) : replaceWords(text, list, count, words);
}

/** Puts a list of words as a new member right behind another one. */
export function addBehind(text: string, member: Member, key: string, words: readonly string[]): Edit {
  const at = member.value.end;
  const indent = lineStart(text, member.start);
  const value = `[${words.join(', ')}]`;
  if (member.block) {
    const column = ' '.repeat(member.start - startOfLine(text, member.start));
    return {
      start: at,
      end: at,
      text: `${eolBefore(text, member.start)}${indent ?? column}${member.lead}${key}${value}`,
    };
  }
  const gap = indent === undefined ? ' ' : `${eolBefore(text, member.start)}${indent}`;
  return { start: at, end: at, text: `,${gap}${member.lead}${key}${value}` };
}

/** Takes a member out, with what separates it from its neighbours; comments beside it stay. */
export function removeMember(text: string, table: Table, member: Member): Edit {
  const at = table.members.indexOf(member);
  const before = table.members[at - 1];
  const next = table.members[at + 1];
  const { end } = member.value;
  if (member.block) {
    const indent = lineStart(text, member.start);
    if (indent === undefined) return { start: member.start, end: next?.start ?? end, text: '' };
    const line = startOfLine(text, member.start);
    const eol = text.slice(0, line).endsWith('\r\n') ? 2 : line === 0 ? 0 : 1;
    return { start: line - eol, end, text: '' };
  }
  if (before === undefined) {
    return { start: member.start, end: next?.start ?? end + commaAfter(text, end), text: '' };
  }
  const between = text.slice(before.value.end, member.start);
  if (/^\s*,\s*$/.test(between)) return { start: before.value.end, end, text: '' };
  if (next !== undefined) return { start: member.start, end: next.start, text: '' };
  return { start: before.value.end, end, text: between.replace(/^(\s*),/, '$1').trimEnd() };
}

function replaceWords(text: string, list: List, count: number, words: readonly string[]): Edit {
  const start = list.items[0]?.start ?? list.start + 1;
  const kept = list.items[count];
  const last = list.items[count - 1]?.value.end ?? start;
  const put = words.join(', ');
  if (words.length > 0 && count > 0) return { start, end: last, text: put };
  if (words.length > 0) {
    const indent = lineStart(text, start);
    const gap = indent === undefined ? ' ' : `${eolBefore(text, start)}${indent}`;
    return { start, end: start, text: kept === undefined ? put : `${put},${gap}` };
  }
  if (kept === undefined) return { start, end: last + (count > 0 ? commaAfter(text, last) : 0), text: '' };
  const between = text.slice(last, kept.start);
  const comma = /^\s*,[ \t]*/.exec(between)?.[0].length;
  const clean = comma === undefined || between.slice(comma).trim() === '';
  return { start, end: clean ? kept.start : last + comma, text: '' };
}

/** A list with a dash before each item, one a line. */
function replaceLines(text: string, list: List, count: number, words: readonly string[]): Edit {
  const start = list.items[0]?.start ?? list.start;
  const kept = list.items[count];
  const last = list.items[count - 1]?.value.end ?? start;
  const between = `${eolBefore(text, start)}${' '.repeat(start - startOfLine(text, start))}`;
  const put = words.map((word) => `- ${word}`).join(between);
  if (words.length > 0) return count > 0 ? { start, end: last, text: put } : { start, end: start, text: put + between };
  return kept === undefined ? { start, end: last, text: '[]' } : { start, end: kept.start, text: '' };
}

/** How many characters a comma that follows takes, with the blanks before it; 0 when there is none. */
function commaAfter(text: string, at: number): number {
  return /^\s*,/.exec(text.slice(at, at + 1000))?.[0].length ?? 0;
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** The blanks before `at` where nothing else stands before it on its line, and the line is not the first. */
function lineStart(text: string, at: number): string | undefined {
  const line = startOfLine(text, at);
  const blanks = text.slice(line, at);
  return line > 0 && /^[ \t]*$/.test(blanks) ? blanks : undefined;
}

/** The line end that this file has before `at`. */
function eolBefore(text: string, at: number): string {
  const line = startOfLine(text, at);
  return (line === 0 ? text : text.slice(0, line)).includes('\r\n') ? '\r\n' : '\n';
}

/** The value of a string as it is spelled; undefined where the spelling is not of one string. */
export function readSpelling(format: Format, raw: string): string | undefined {
  try {
    const value = format.parse(format.sample(raw)).members[0]?.value;
    return value?.kind === 'scalar' && typeof value.value === 'string' && value.fixed === undefined
      ? value.value
      : undefined;
  } catch {
    return undefined;
  }
}
