import { tellsLooser } from '../../files/config/watch-config.ts';
import { isByCommand } from '../../store/chain/retention.ts';
import { scopesIn } from '../../store/kept/tokens.ts';
import type { AuditRow } from '../../store/store.ts';
import { isScope, loosens } from '../../tokens/scopes.ts';

/** What each event that loosens the protection is called for people, by the name of its row. */
const LOOSENING: ReadonlyMap<string, string> = new Map([
  ['allowed', 'exemption'],
  ['approve', 'approved'],
  ['approve_masked', 'approved'],
  ['approve_session', 'approved'],
  ['pin_approve', 'pin'],
  ['pin_reset', 'pin'],
  ['trusted', 'trusted'],
  ['resume', 'resumed'],
  ['unwrapped', 'unwrapped'],
  ['key_imported', 'key'],
  ['config_loosened', 'config'],
  ['chain_started', 'log'],
]);

export type Loosened = { readonly row: AuditRow; readonly what: string };

/**
 * What loosened the protection, in the order of the rows. Every running proxy writes that the config on the disk is another one:
 * that counts once, and not where the command that changed it has a row that counts.
 * @param events rows that oktsec wrote about itself, newest first
 */
export function loosenedIn(events: readonly AuditRow[]): Loosened[] {
  let standing: { readonly hash: string; readonly told: boolean } | undefined;
  const found = events.toReversed().flatMap((row) => {
    const hash = hashIn(row);
    const changed = row.method === 'config_changed';
    const known = changed && hash === standing?.hash && standing?.told === true;
    const what = known ? undefined : loosened(row);
    if (hash !== undefined) standing = { hash, told: changed || what !== undefined };
    return what === undefined ? [] : [{ row, what }];
  });
  return found.toReversed();
}

/** The config that stands from this row on, in as many digits as commands say. */
function hashIn({ note = '' }: AuditRow): string | undefined {
  return /\bconfig (?:\S+ to )?([0-9a-f]{12})(?![0-9a-f]* to )/.exec(note)?.[1];
}

/** The word for a row that loosened the protection; undefined for any other. */
function loosened({ kind, method, mode, note = '' }: AuditRow): string | undefined {
  if (kind !== 'event' || method === undefined) return undefined;
  if (method === 'mode_changed') return mode === 'observe' ? 'mode' : undefined;
  if (method === 'token_created')
    return scopesIn(note).some((scope) => isScope(scope) && loosens(scope)) ? 'token' : undefined;
  // Whoever shortens the time after which rows go by themselves has a row of that.
  if (method === 'prune') return isByCommand(note) ? 'pruned' : undefined;
  if (method === 'config_changed') return tellsLooser(note) ? 'config' : undefined;
  return LOOSENING.get(method);
}
