import type { Client } from '../../clients/client.ts';
import type { FoundFile, FoundServer } from '../../clients/discover.ts';
import type { State } from '../../clients/state.ts';
import type { Context } from '../../command.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import type { Proven } from './proving.ts';
import { shortened } from './say.ts';
import type { TakenOut } from './taken-out.ts';

/** What became of one server. */
export type Row = {
  readonly client: Client;
  readonly file: FoundFile;
  readonly server: FoundServer;
  readonly agent: string | undefined;
  readonly proof: Proven | undefined;
  /** Tools that enforce takes out of what it lists. */
  readonly takenOut: readonly TakenOut[];
  /** wrapped: written now. left: its proof stands against it. as-it-was: nothing to do. changed: its command became another meanwhile. */
  readonly result: 'wrapped' | 'left' | 'as-it-was' | 'changed' | 'failed';
};

/** Says per client what was wrapped, whether to restart it, and the line that undoes it. */
export async function report(
  context: Context,
  rows: readonly Row[],
  runsNow: (client: Client) => boolean,
): Promise<void> {
  const { io, globals } = context;
  if (globals.json) {
    await printJson(io, rows.map(jsonOf));
    return;
  }
  const out: string[] = [];
  for (const client of new Set(rows.map((row) => row.client))) {
    const own = rows.filter((row) => row.client === client);
    for (const file of new Set(own.map((row) => row.file))) {
      out.push(
        section(
          context,
          client,
          file,
          own.filter((row) => row.file === file),
        ),
      );
    }
    if (!globals.quiet && own.some(({ result }) => result === 'wrapped'))
      out.push(advice(context, client, runsNow(client), wrappedShared(own)));
  }
  if (!globals.quiet && rows.some(({ server }) => server.state === 'remote')) out.push(REMOTE);
  const wrapped = rows.filter(({ result }) => result === 'wrapped').length;
  const already = rows.filter(({ result, server }) => result === 'as-it-was' && server.state === 'wrapped').length;
  const known = already === 0 ? '' : `, ${already} already`;
  const sum = rows.length === 0 ? context.screen.typed(NONE) : `${wrapped} of ${rows.length} wrapped${known}\n`;
  if (!globals.quiet) out.push(sum);
  io.stdout.write(out.join(''));
}

const NONE = 'nothing to wrap: no server was found; oktsec discover --all lists where is looked\n';
const REMOTE = `note  what has a URL does not pass through oktsec; an entry that starts a bridge to it (npx mcp-remote URL) can be wrapped
`;

function section({ io, screen }: Context, client: Client, file: FoundFile, rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const said = sayResult(row);
    const tone = row.result === 'failed' || row.result === 'left' ? screen.style.yellow : screen.style.reset;
    return [`  ${shown(row.server.name)}`, shown(sayProof(row)), tone(said)];
  });
  const drawn = table(screen, [{ title: '' }, { title: '', cut: true }, { title: '' }], lines);
  const title = `${screen.style.bold(client.title)}  ${shown(shortened(file.path, io.userHome))}`;
  return `${title}\n${drawn.slice(drawn.indexOf('\n') + 1)}`;
}

/** Files of the folder are only looked into by a command that says so. */
function wrappedShared(rows: readonly Row[]): boolean {
  return rows.some(({ result, file }) => result === 'wrapped' && file.scope === 'project');
}

function advice({ screen }: Context, client: Client, runsNow: boolean, shared: boolean): string {
  const notes = client.notes.map((note) => `note  ${note}\n`).join('');
  const now = runsNow ? ' (it runs now)' : '';
  return `${notes}then  ${client.restart}${now}\nundo  ${screen.typed(`oktsec unwrap ${client.id}`)}${shared ? ' --project' : ''}\n\n`;
}

function sayProof({ proof, server, result, takenOut }: Row): string {
  if (proof === undefined) return result === 'as-it-was' ? (server.why ?? '') : 'not tried';
  if (proof.outcome === 'different') return `differs: ${proof.how}`;
  if (proof.outcome === 'untried') return `not tried: ${proof.why}`;
  const offers = [...proof.offers]
    .map(([what, count]) => `${count} ${count === 1 ? what.replace(/s$/, '') : what}`)
    .join(', ');
  return `same${offers === '' ? '' : `: ${offers}`}${sayTakenOut(takenOut)}`;
}

const MOST_NAMES = 3;

function sayTakenOut(takenOut: readonly TakenOut[]): string {
  if (takenOut.length === 0) return '';
  const names = takenOut.slice(0, MOST_NAMES).map(({ tool, rule }) => `${tool} (${rule})`);
  const more = takenOut.length > MOST_NAMES ? ` and ${takenOut.length - MOST_NAMES} more` : '';
  return `; enforce takes out ${names.join(', ')}${more}`;
}

const AS_IT_WAS: Readonly<Record<State, string>> = {
  wrapped: 'already wrapped',
  bare: 'left as it was',
  remote: 'remote, not wrapped',
  'wrapped-by-other': 'left as it was',
  broken: 'left as it was',
  own: 'oktsec itself',
  builtin: 'part of the client',
  unreadable: 'left as it was',
};

function sayResult({ result, proof, server }: Row): string {
  if (result === 'wrapped') return proof?.outcome === 'same' ? 'wrapped' : 'wrapped, unproven';
  if (result === 'as-it-was') return AS_IT_WAS[server.state];
  if (result === 'changed') return 'left: its entry was changed meanwhile';
  return result === 'failed' ? 'not written' : 'left as it was';
}

function jsonOf({ client, file, server, agent, proof, result, takenOut }: Row): object {
  return {
    client: client.id,
    server: server.name,
    ref: server.ref,
    path: file.path,
    result: result.replaceAll('-', '_'),
    state: server.state.replaceAll('-', '_'),
    agent: agent ?? null,
    proof: proof?.outcome ?? null,
    taken_out: takenOut,
    why:
      proof === undefined || proof.outcome === 'same'
        ? (server.why ?? null)
        : proof.outcome === 'different'
          ? proof.how
          : proof.why,
  };
}
