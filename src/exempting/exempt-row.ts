import type { App } from '../app.ts';
import { changeConfig } from '../change-config.ts';
import type { Context } from '../command.ts';
import { formatTime } from '../config/units.ts';
import { type Exemption, exemptionFor, type Far } from '../policy/exemption.ts';
import type { AuditRow, Store } from '../store/store.ts';

/** An exemption as it would be written. */
export type Planned = Exemption & {
  /** Microseconds since 1970. */
  readonly expires: number;
  readonly reason: string | undefined;
};

/** @param micros how long it stands. @throws OktsecError `not_stopped`, `usage` */
export function plannedExemption(
  { policy }: App,
  row: AuditRow,
  far: Far,
  { now, micros, reason }: { readonly now: number; readonly micros: number; readonly reason: string | undefined },
): Planned {
  // To the second, as it will stand in the config.
  const expires = Math.ceil((now + micros) / 1_000_000) * 1_000_000;
  const exemption = exemptionFor(policy, row, far, { now, expires, reason });
  return { ...exemption, what: `${exemption.what} until ${formatTime(expires)}`, expires, reason };
}

/** Writes it into the config, with a row. @returns the config's path. @throws OktsecError, with nothing changed */
export async function writeExemption(
  context: Context,
  { app, log, row }: { readonly app: App; readonly log: Store; readonly row: AuditRow },
  { entries, rules, server, tool, what, reason }: Planned,
  by: string,
): Promise<string> {
  const { addRuleOverride } = await import('../config/editing/rules.ts');
  const because = reason === undefined ? '' : `: ${reason}`;
  const { path } = await changeConfig(context, app, {
    edit: (text) => entries.reduce(addRuleOverride, text),
    record: ({ before, after }) => {
      const note = `${what}, by ${by}, config ${before} to ${after}${because}`;
      log.appendEvent({ name: 'allowed', note, ref: row.ref, to: server, tool, rules });
    },
  });
  return path;
}
