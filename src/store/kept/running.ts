import { mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { replaceWhole } from '../../machine/whole-file.ts';
import { isGone, ownOwner, startOf } from '../writing/owner.ts';
import type { Owner } from '../writing/spool-form.ts';

/** What a proxy counts of its server. Times in microseconds. */
export type Traffic = {
  readonly calls: number;
  readonly answered: number;
  /** From each call to its answer, added up. */
  readonly answerMicros: number;
  /** Of the newest answers, microseconds; undefined before the first one. */
  readonly answerP50?: number | undefined;
  readonly answerP99?: number | undefined;
  readonly held: number;
  readonly refused: number;
  /** Since when the oldest call waits for its answer; undefined when none does. */
  readonly waitingSince?: number | undefined;
};

/** A server that runs behind oktsec now, as its proxy tells of it. */
export type Running = Traffic & {
  readonly owner: Owner;
  readonly agent: string;
  readonly client: string;
  readonly server: number | undefined;
  /** Microseconds since 1970. */
  readonly since: number;
};

export type Told = Omit<Running, 'owner' | keyof Traffic>;

/** One proxy's file in the home, for `ps` and `stop`. What it cannot write is not told: no message ever waits for it. */
export class RunningMark {
  readonly #folder: string;
  readonly #told: Told;
  readonly #owner = ownOwner();
  #written = '';

  constructor(home: string, told: Told) {
    this.#folder = join(home, FOLDER);
    this.#told = told;
  }

  /** Written only when something is new. */
  put(traffic: Traffic): void {
    const text = JSON.stringify({ owner: this.#owner, ...this.#told, ...traffic });
    if (text === this.#written) return;
    try {
      this.#make();
      replaceWhole(this.#path, `${this.#path}.tmp`, text);
      this.#written = text;
    } catch {}
  }

  remove(): void {
    try {
      unlinkSync(this.#path);
    } catch {}
  }

  get #path(): string {
    return join(this.#folder, `${this.#owner.process}.json`);
  }

  #make(): void {
    if (this.#written !== '') return;
    try {
      mkdirSync(this.#folder, { mode: 0o700 });
    } catch {}
  }
}

/** Every server of this home whose proxy still runs, oldest first; what the others left behind is taken away. */
export function runningIn(home: string): Running[] {
  const found: Running[] = [];
  for (const name of namesIn(join(home, FOLDER))) {
    const path = join(home, FOLDER, name);
    const running = readMark(path);
    if (running === undefined) continue;
    if (isGone(running.owner, 0)) unlinkQuietly(path);
    else found.push(running);
  }
  return found.sort((a, b) => a.since - b.since);
}

/**
 * Whether the process of this id is for certain the one that wrote the mark: the same id, start time and boot. A pid is
 * given again, and somebody else's process must never be ended.
 */
export function isProvably({ owner }: Running): boolean {
  if (isGone(owner, 0)) return false;
  return owner.started !== '' && startOf(owner.pid) === owner.started;
}

const FOLDER = 'running';

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function readMark(path: string): Running | undefined {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<Running>;
    const whole = typeof value.owner?.pid === 'number' && typeof value.agent === 'string';
    return whole && typeof value.since === 'number' ? (value as Running) : undefined;
  } catch {
    return undefined;
  }
}

function unlinkQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {}
}
