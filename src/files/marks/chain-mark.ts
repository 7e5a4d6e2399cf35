import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../atomic.ts';

/** How far `serve` has proved the log's chain, for who wants to show it without proving it again. */
export type ChainMark = {
  readonly state: 'intact' | 'broken';
  readonly rows: number;
  /** When all rows of that moment were proved, microseconds since 1970; of a broken chain when that was seen. */
  readonly at: number;
  /** The first row that is wrong, where that is known. */
  readonly seq?: number | undefined;
};

/** What cannot be written is not told: it is told by `serve` itself. */
export function putChainMark(home: string, mark: ChainMark): void {
  try {
    replaceFile(pathOf(home), `${JSON.stringify(mark)}\n`);
  } catch {}
}

/** @returns undefined when nothing readable stands there */
export function readChainMark(home: string): ChainMark | undefined {
  try {
    const { state, rows, at, seq } = JSON.parse(readFileSync(pathOf(home), 'utf8')) as Record<string, unknown>;
    if ((state !== 'intact' && state !== 'broken') || typeof rows !== 'number' || typeof at !== 'number')
      return undefined;
    return { state, rows, at, ...(typeof seq === 'number' ? { seq } : {}) };
  } catch {
    return undefined;
  }
}

function pathOf(home: string): string {
  return join(home, 'chain.json');
}
