import type { AuditRow } from '../../store/store.ts';
import { type SarifResult, type SarifRule, sarifLog, sarifRules } from '../../terminal/sarif.ts';
import type { Report } from './gather.ts';

/**
 * What was found in traffic, one result for each rule, server and tool, and what is wrong in clients' configs. Traffic
 * has no file: its results name the log, and the server and tool as a logical place.
 */
export function reportSarif({ version, findings, rules, servers }: Report): object {
  const met = new Map<string, { readonly row: AuditRow; readonly place: string; rows: number }>();
  for (const row of findings) {
    const server = row.side === 'client' ? row.to : row.from;
    const place = row.tool === undefined ? server : `${server}/${row.tool}`;
    for (const { rule } of row.findings) {
      const known = met.get(`${rule} ${place}`);
      if (known === undefined) met.set(`${rule} ${place}`, { row, place, rows: 1 });
      else known.rows += 1;
    }
  }
  const inTraffic = [...met].map(([key, { row, place, rows }]): SarifResult => {
    const finding = row.findings.find(({ rule }) => key === `${rule} ${place}`);
    const what = finding?.name ?? '';
    const last = `last ${row.decision}, row ${row.seq}${row.ref === undefined ? '' : `, reference ${row.ref}`}`;
    return {
      rule: finding?.rule ?? '',
      severity: finding?.severity ?? 'info',
      message: `${what} in ${place}: ${rows} ${rows === 1 ? 'message' : 'messages'}, ${last}`,
      path: 'oktsec.db',
      place,
    };
  });
  const inConfigs = servers.flatMap(({ chosen, line, troubles }) =>
    troubles.map(
      ({ check, severity, what }): SarifResult => ({
        rule: check.id,
        severity,
        message: `${chosen.server.ref}: ${what}`,
        path: chosen.file.path,
        line,
        place: chosen.server.ref,
      }),
    ),
  );
  const known = sarifRules(rules.values());
  const checks = new Map(servers.flatMap(({ troubles }) => troubles.map(({ check }) => [check.id, check])));
  const faults = [...checks.values()].map(
    ({ id, name, severity, why, remedy }): SarifRule => ({ id, name, severity, description: why, help: remedy }),
  );
  const named = new Set([...known, ...faults].map(({ id }) => id));
  // A rule of a pack that is gone is still named by the rows that it found.
  const gone = inTraffic
    .filter(({ rule }) => !named.has(rule))
    .map(
      ({ rule, severity }): SarifRule => ({
        id: rule,
        name: rule,
        description: rule,
        help: 'no rule of this name is in use',
        severity,
      }),
    );
  const once = [...new Map(gone.map((rule) => [rule.id, rule])).values()];
  return sarifLog(version, [...known, ...faults, ...once], [...inTraffic, ...inConfigs]);
}
