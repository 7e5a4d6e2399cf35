import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import type { Keyring } from '../../identity/keyring.ts';
import { rfc3339 } from '../../terminal/durations.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import { openKeys } from './ring.ts';

type Line = {
  readonly agent: string;
  readonly fingerprint: string | null;
  readonly status: 'active' | 'grace' | 'revoked' | 'refused';
  readonly until: string | null;
  readonly reason: string | null;
};

/** `oktsec keys list`: what counts, what did, and what was found in the folder and is no key. */
export async function list(context: Context, agent: string | undefined): Promise<number> {
  const { io, globals, screen } = context;
  const { ring, folder } = await openKeys(context);
  const lines = linesOf(ring, io.now()).filter((line) => agent === undefined || line.agent === agent);
  if (globals.json) {
    await printJson(io, lines);
    return EXIT.done;
  }
  if (lines.length === 0) {
    if (!globals.quiet)
      io.stderr.write(`oktsec: hint: no keys in ${shown(folder)}; oktsec keygen --agent NAME makes one\n`);
    return EXIT.done;
  }
  const columns = [{ title: 'agent' }, { title: 'status' }, { title: 'fingerprint' }, { title: '', cut: true }];
  const rows = lines.map(({ agent: name, status, fingerprint, until, reason }) => [
    shown(name),
    status,
    fingerprint?.slice(0, 16) ?? '',
    [until === null ? '' : `until ${until}`, shown(reason ?? '')].filter((part) => part !== '').join(', '),
  ]);
  io.stdout.write(table(screen, columns, rows));
  return EXIT.done;
}

function linesOf(ring: Keyring, now: number): Line[] {
  const lines: Line[] = [];
  const counted = new Set<string>();
  for (const [agent, keys] of ring.keys) {
    for (const key of keys) {
      if (key.until !== undefined && key.until <= now) continue;
      const { fingerprint } = key.public;
      counted.add(fingerprint);
      const until = key.until === undefined ? null : rfc3339(key.until);
      lines.push({ agent, fingerprint, status: until === null ? 'active' : 'grace', until, reason: null });
    }
  }
  for (const { agent, fingerprint, reason } of ring.revocations.values()) {
    if (counted.has(fingerprint)) continue;
    lines.push({ agent, fingerprint, status: 'revoked', until: null, reason: reason ?? null });
  }
  for (const { name, why } of ring.refused) {
    lines.push({ agent: name, fingerprint: null, status: 'refused', until: null, reason: why });
  }
  return lines;
}
