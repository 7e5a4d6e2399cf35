import type { AuditEntry } from '../guard/entry.ts';
import type { OwnEvent } from './terms/event.ts';

const NO_CONTENT = new Uint8Array(32);

/** The row for something oktsec did itself. @param time microseconds since 1970 */
export function eventEntry(event: OwnEvent, time: number): AuditEntry {
  return {
    time,
    surface: 'cli',
    session: '0000000000000000',
    from: event.from ?? 'oktsec',
    to: event.to ?? 'oktsec',
    kind: 'event',
    side: 'client',
    method: event.name,
    tool: event.tool,
    size: 0,
    hash: NO_CONTENT,
    sender: 'local',
    decision: 'allow',
    mode: event.mode ?? 'observe',
    action: 'forward',
    rules: event.rules ?? [],
    findings: [],
    latencyMicros: 0,
    ref: event.ref,
    note: event.note,
  };
}

export function gapEvent(rows: number): OwnEvent {
  return { name: 'gap', note: `${rows} rows were lost: neither database nor spool took them` };
}
