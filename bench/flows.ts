import { fold } from '../src/flow/fold.ts';
import { Known } from '../src/flow/known.ts';
import { copiedIn } from '../src/flow/match.ts';
import { printsOf } from '../src/flow/print.ts';
import { MOST_READ } from '../src/flow/readings.ts';
import { NOTES, PROSE } from '../test/flow/texts.ts';
import { CASES, find, foundOf, knowing, NOW, salt, WAYS } from '../test/flow/ways.ts';
import { prose } from './benign.ts';
import { min, type Report } from './figures.ts';
import type { Place } from './ways.ts';

/** Ordinary texts that nobody read before. */
const BENIGN = 2000;
/** More sources than are ever kept. */
const SOURCES = 64;
const PRINTS = 8192;

/** What data flow finds of copies on their way, what it says of texts that are none, and what it costs at its limits. */
export async function benchFlows(_place: Place, rounds: number): Promise<Report[]> {
  return [detection(), cost(rounds), memory()];
}

function detection(): Report {
  const known = knowing(...NOTES);
  const rows = Object.entries(WAYS).map(([name, way]) => ({ name, values: [foundOf(way, known)] }));
  let alarms = 0;
  for (let n = 0; n < BENIGN; n += 1) if (find(prose(400 + (n % 7) * 900, n + 1), known) !== undefined) alarms += 1;
  for (const text of PROSE) if (find(text, known) !== undefined) alarms += 1;
  const missed = (values: readonly number[]) => CASES - min(values);
  return {
    title: `Copies of 80 to 400 characters found on their way, of ${CASES} each`,
    unit: 'found',
    rows,
    goals: [
      ...rows.map(({ name, values }) => goal(`missed ${name}, of ${CASES}`, missed(values), 5)),
      goal(`alarms on ${BENIGN + PROSE.length} ordinary texts`, alarms, 0),
    ],
    notes: [],
  };
}

/** Against a table that is as full as it ever is. */
function cost(rounds: number): Report {
  const known = filled();
  const texts = {
    'call of 2 KB': prose(2000, 3),
    'call of 256 KB': prose(MOST_READ, 4),
    'call of 256 KB, all of it base64': Buffer.from(prose((MOST_READ * 3) / 4, 5)).toString('base64'),
    'call of 256 KB, all of it escapes': '%41'.repeat(MOST_READ / 3),
    'call of 256 KB, base64 of lines that never end': `${'A'.repeat(41)} `.repeat(MOST_READ / 42),
    'call of 10 MB': prose(10_000_000, 6),
  };
  const rows = new Map<string, number[]>();
  const timed = (name: string, work: () => void) => {
    const started = performance.now();
    work();
    rows.set(name, [...(rows.get(name) ?? []), performance.now() - started]);
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, text] of Object.entries(texts)) {
      timed(name, () => copiedIn(text, known, { to: 'cursor.slack', salt, now: NOW }));
    }
    timed('fingerprints of a result of 256 KB', () => printsOf(fold(texts['call of 256 KB'], MOST_READ), salt, PRINTS));
  }
  const of = (name: string) => min(rows.get(name) ?? []);
  const worst = Math.max(...Object.keys(texts).map(of));
  return {
    title: 'Time, of a session that knows all it may',
    unit: 'ms',
    rows: [...rows].map(([name, values]) => ({ name, values })),
    goals: [goal('the costliest call, over an ordinary one of 256 KB', worst / of('call of 256 KB'), 8)],
    notes: ['what is beyond 256 KB of one call is not read'],
  };
}

function memory(): Report {
  const bytes = filled().bytes / 1024 / 1024;
  return {
    title: `Memory of what a session knows, after ${SOURCES} results of ${PRINTS} fingerprints`,
    unit: 'MB',
    rows: [{ name: 'known', values: [bytes] }],
    goals: [goal('MB', bytes, 4)],
    notes: [],
  };
}

function filled(): Known {
  const known = new Known();
  for (let n = 0; n < SOURCES; n += 1) {
    const prints = Uint32Array.from({ length: PRINTS }, (_, at) => Math.imul(n * PRINTS + at + 1, 2_654_435_761));
    const [time, expires] = [NOW + n, NOW + 1e12];
    known.add({ server: 'cursor.files', tool: 'read_file', private: true, untrusted: false, time, expires, prints });
  }
  return known;
}

function goal(name: string, value: number, limit: number) {
  return { name, min: value, median: value, limit };
}
