import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../guard/entry.ts';
import type { Pin } from '../../pins/pin.ts';
import { prepared } from '../reading/prepared.ts';
import type { OwnEvent } from '../terms/event.ts';
import { othersOffering, putPins } from './pins.ts';

/**
 * Keeps what a relay learned of its server, and tells what a person should know of it: that another server of the same
 * client offers this tool too, which may stand in for it [93], and that the server's command is another one than before.
 * @param entry the row that it was learned with
 * @throws SQLite's errors
 */
export function learnPins(
  db: Database,
  pins: readonly Pin[],
  { from, mode }: AuditEntry,
  now: number,
  tell: (event: OwnEvent) => void,
): void {
  const isPinned = prepared<[string, string], unknown>(
    db,
    "SELECT 1 FROM pin WHERE server = ? AND kind = 'tool' AND name = ?",
  );
  const launches = prepared<[string, string], unknown>(
    db,
    'SELECT 1 FROM pin WHERE server = ? AND launch <> ? LIMIT 1',
  );
  const known = new Map<string, ReturnType<typeof othersOffering>>();
  for (const pin of pins) {
    if (pin.kind !== 'tool' || pin.by === 'person' || isPinned.get(pin.server, pin.name) !== undefined) continue;
    const offering = known.get(pin.server) ?? othersOffering(db, pin.server);
    known.set(pin.server, offering);
    const others = offering(pin.name);
    if (others.length === 0) continue;
    const same = [...new Set(others.filter(({ name }) => name === pin.name).map(({ server }) => server))];
    // A server can make up thousands of names that look the same: a person needs to know of one.
    const alike = others.filter(({ name }) => name !== pin.name).slice(0, MOST_ALIKE);
    const note = [
      ...(same.length === 0 ? [] : [`${same.join(', ')} has a tool of this name too`]),
      ...alike.map(({ server, name }) => `${server} has one that looks the same: ${JSON.stringify(name)}`),
    ].join('; ');
    tell({ name: 'tool_collision', note, from, to: pin.server, tool: pin.name, mode });
  }
  for (const { kind, server, launch } of pins) {
    if (kind !== 'launch' || launches.get(server, launch) === undefined) continue;
    const note = 'the command of this server is another one than before: it begins without approvals';
    tell({ name: 'launch_changed', note, from, to: server, mode });
  }
  putPins(db, pins, now);
}

const MOST_ALIKE = 5;
