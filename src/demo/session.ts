import type { Mode } from '../policy/decisions.ts';
import type { AuditRow } from '../store/store.ts';
import { type Act, acts, type Seen } from './acts.ts';
import type { Cast, CastServer } from './cast.ts';
import type { Client } from './client.ts';
import type { Stage } from './stage.ts';

export type Played = { readonly act: Act; readonly seen: Seen };

/** Plays the whole script once with the config as it stands: starts the servers, works with them, ends them. */
export async function playSession(stage: Stage, cast: Cast): Promise<readonly Played[]> {
  const connect = async (server: CastServer) => [server.name, await stage.connect(server)] as const;
  const clients = new Map<string, Client>(await Promise.all(cast.servers.map(connect)));
  const played: Played[] = [];
  for (const act of acts(stage.files)) {
    if (act.after !== undefined) await stage.disconnect(act.after);
    const client = clients.get(act.server);
    if (client !== undefined) played.push({ act, seen: await act.play(client) });
  }
  await stage.disconnect();
  return played;
}

/** The row of an attack, among the rows of one session in the order they were written. */
export function rowOf({ row, server }: Act, rows: readonly AuditRow[]): AuditRow | undefined {
  if (row === undefined) return undefined;
  const fitting = rows.filter(
    (one) =>
      (row.side === 'server' ? one.from : one.to) === `demo.${server}` &&
      one.side === row.side &&
      one.decision !== 'allow' &&
      (row.method === undefined || one.method === row.method) &&
      (row.tool === undefined || one.tool === row.tool) &&
      (row.note === undefined || one.note?.includes(row.note) === true) &&
      (row.at === undefined || findingOf(row, one) !== undefined),
  );
  return row.which === 'last' ? fitting.at(-1) : fitting[0];
}

/** What was found, of several findings the one that the act is about. */
export function findingOf(
  { at }: NonNullable<Act['row']>,
  { findings }: AuditRow,
): AuditRow['findings'][number] | undefined {
  return at === undefined ? findings[0] : findings.find(({ pointer }) => pointer.startsWith(at));
}

/** What of one act is not as it must be: ordinary work is never stopped, an attack is recorded, and stopped in enforce. */
export function problemOf({ act, seen }: Played, row: AuditRow | undefined, mode: Mode): string | undefined {
  if (act.row === undefined) return seen.stopped ? `${mode}: ${act.what}: ${seen.as}` : undefined;
  if (row === undefined) return `${mode}: ${act.what}: not in the log`;
  if (seen.stopped === (mode === 'enforce')) return undefined;
  return `${mode}: ${act.what}: ${seen.stopped ? 'stopped' : 'not stopped'}`;
}
