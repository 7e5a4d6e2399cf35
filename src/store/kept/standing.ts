import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { replaceWhole } from '../../machine/whole-file.ts';
import type { Pin } from '../../pins/pin.ts';
import { putPins, readPins } from './pins.ts';

const FILE = 'standing.json';

/**
 * What must not be forgotten when the database has to be set aside, in a file of its own: pins. Its time tells running
 * processes that something was decided; the database alone decides what.
 */
export function saveStanding(db: Database, home: string): void {
  const temporary = join(home, `.${FILE}.${process.pid}.tmp`);
  replaceWhole(join(home, FILE), temporary, JSON.stringify({ version: 1, pins: readPins(db) }));
}

/** When it was last written; 0 for never. */
export function standingChanged(home: string): number {
  return statSync(join(home, FILE), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** A new database that takes the place of a lost one starts from it. @returns how many pins, undefined without the file */
export function restoreStanding(db: Database, home: string, now: number): number | undefined {
  try {
    const { pins } = JSON.parse(readFileSync(join(home, FILE), 'utf8')) as { pins: readonly Pin[] };
    putPins(db, pins, now);
    return pins.length;
  } catch {
    return undefined;
  }
}
