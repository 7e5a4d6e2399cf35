/** `text` in the place of what stands from `start` to `end`. */
type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** Lines (from 0, both ends included) that edits touch, and no line between them that none does. */
type Block = { readonly from: number; readonly to: number; readonly edits: readonly Edit[] };

const AROUND = 2;

/** What edits change in a text, as a unified diff that `patch` takes; empty without edits. */
export function unifiedDiff(path: string, text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return '';
  const starts = lineStarts(text);
  const out = [`--- ${path}`, `+++ ${path}`];
  let shift = 0;
  for (const hunk of hunksOf(blocksOf(starts, edits))) {
    const first = Math.max(0, (hunk[0]?.from ?? 0) - AROUND);
    const last = Math.min(starts.length - 2, (hunk.at(-1)?.to ?? 0) + AROUND);
    const body: string[] = [];
    let at = first;
    for (const block of hunk) {
      body.push(...marked(' ', between(text, starts, at, block.from)));
      body.push(...marked('-', between(text, starts, block.from, block.to + 1)));
      body.push(
        ...marked('+', applied(text, starts[block.from] ?? 0, starts[block.to + 1] ?? text.length, block.edits)),
      );
      at = block.to + 1;
    }
    body.push(...marked(' ', between(text, starts, at, last + 1)));
    const old = body.filter((line) => !line.startsWith('+')).length;
    const now = body.filter((line) => !line.startsWith('-')).length;
    out.push(`@@ -${first + 1},${old} +${first + 1 + shift},${now} @@`, ...body);
    shift += now - old;
  }
  return `${out.join('\n')}\n`;
}

function blocksOf(starts: readonly number[], edits: readonly Edit[]): Block[] {
  const blocks: Block[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    const from = lineAt(starts, edit.start);
    const to = lineAt(starts, edit.end);
    const open = blocks.at(-1);
    if (open !== undefined && from <= open.to + 1) {
      blocks[blocks.length - 1] = { from: open.from, to: Math.max(open.to, to), edits: [...open.edits, edit] };
    } else blocks.push({ from, to, edits: [edit] });
  }
  return blocks;
}

/** Blocks whose surrounding lines touch are shown together. */
function hunksOf(blocks: readonly Block[]): Block[][] {
  const hunks: Block[][] = [];
  for (const block of blocks) {
    const open = hunks.at(-1);
    const last = open?.at(-1);
    if (open !== undefined && last !== undefined && block.from <= last.to + 1 + 2 * AROUND) open.push(block);
    else hunks.push([block]);
  }
  return hunks;
}

function between(text: string, starts: readonly number[], from: number, to: number): string {
  return text.slice(starts[from] ?? text.length, starts[to] ?? text.length);
}

function applied(text: string, from: number, to: number, edits: readonly Edit[]): string {
  let made = '';
  let at = from;
  for (const { start, end, text: put } of edits) {
    made += text.slice(at, start) + put;
    at = end;
  }
  return made + text.slice(at, to);
}

function marked(mark: string, text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => mark + line.replace(/\r$/, ''));
}

/** Where each line begins; the last is where the text ends. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  if (starts.at(-1) !== text.length) starts.push(text.length);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  const after = starts.findIndex((start) => start > offset);
  return Math.max(0, (after < 0 ? starts.length - 1 : after) - 1);
}
