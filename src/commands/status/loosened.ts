import type { AuditRow } from '../../store/store.ts';

/** What each event that loosens the protection is called for people, by the name of its row. */
const LOOSENING: ReadonlyMap<string, string> = new Map([
  ['allowed', 'exemption'],
  ['approve', 'approved'],
  ['pin_approve', 'pin'],
  ['pin_reset', 'pin'],
  ['trusted', 'trusted'],
  ['resume', 'resumed'],
  ['prune', 'pruned'],
  ['unwrapped', 'unwrapped'],
  ['key_imported', 'key'],
  ['config_loosened', 'config'],
  ['chain_started', 'log'],
]);

/** The word for a row that loosened the protection; undefined for any other. */
export function loosened({ kind, method, mode, note }: AuditRow): string | undefined {
  if (kind !== 'event' || method === undefined) return undefined;
  if (method === 'mode_changed') return mode === 'observe' ? 'mode' : undefined;
  if (method === 'token_created') return /\b(?:review|agents:write)\b/.test(note ?? '') ? 'token' : undefined;
  // Every day's work of the config, and no person's. Whoever shortens the time has a row of that.
  if (method === 'prune' && note?.includes(', by quarantine.retention_days: ')) return undefined;
  return LOOSENING.get(method);
}
