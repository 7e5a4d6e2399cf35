import { riskOf } from '../../posture/risk.ts';
import { rowJson } from '../../rows/json.ts';
import type { Tally } from '../../store/store.ts';
import { rfc3339 } from '../../terminal/durations.ts';
import type { Report } from './gather.ts';

/** The report for programs: snake_case, RFC 3339, stable within a major version. */
export function reportJson(report: Report): object {
  const { activity, posture, verification } = report;
  return {
    oktsec: report.version,
    instance: report.instance,
    mode: report.mode,
    since: rfc3339(report.since),
    until: rfc3339(report.until),
    score: posture.score,
    grade: posture.grade,
    checks: posture.lines.map(({ id, name, grade, what, most, lost, formula, fix }) => ({
      id,
      name,
      grade: grade ?? null,
      what,
      most,
      lost,
      formula,
      fix: fix ?? null,
    })),
    chain:
      verification === undefined
        ? null
        : {
            ok: verification.ok,
            rows: verification.rows,
            first_seq: verification.firstSeq,
            last_seq: verification.lastSeq,
            checkpoints: verification.checkpoints,
            problem: verification.bad?.what ?? null,
          },
    total: { ...counts(activity.total), bytes: activity.total.bytes, added_us: activity.total.micros },
    passed: counts(activity.passed),
    severities: activity.severities,
    steps: activity.steps.map((step) => ({ start: rfc3339(step.start), ...counts(step) })),
    rules: activity.rules.map(({ name, rows }) => ({
      id: name,
      name: report.rules.get(name)?.name ?? null,
      severity: report.rules.get(name)?.severity ?? null,
      rows,
    })),
    agents: activity.agents.map((agent) => ({
      name: agent.name,
      ...counts(agent),
      sent: counts(agent.sent),
      risk: riskOf(agent.severities).score,
      severities: agent.severities,
    })),
    tools: activity.tools.map((tool) => ({ server: tool.server, tool: tool.tool, ...counts(tool) })),
    configured: report.servers.map(({ chosen, assessment, troubles }) => ({
      server: chosen.server.ref,
      state: chosen.server.state,
      risk: assessment.risk,
      troubles: troubles.map(({ check, severity, what }) => ({
        check: check.id,
        severity,
        what,
        remedy: check.remedy,
      })),
    })),
    loosened: report.loosened.map(({ row, what }) => ({
      seq: row.seq,
      time: rfc3339(row.time),
      what,
      note: row.note ?? null,
    })),
    findings: report.findings.map(rowJson),
    findings_cut: report.more,
  };
}

function counts({ rows, flagged, masked, quarantined, blocked, rejected }: Tally): Tally {
  return { rows, flagged, masked, quarantined, blocked, rejected };
}
