import { createHash } from 'node:crypto';
import { type Html, html, nothing } from '../../dashboard/html.ts';
import { outcomeOf, severityMark } from '../../dashboard/parts/marks.ts';
import { shown } from '../../dashboard/parts/text.ts';
import { sayCount, sayMany } from '../../dashboard/parts/time.ts';
import { RISK_FORMULA, riskOf } from '../../posture/risk.ts';
import type { PostureLine } from '../../posture/score.ts';
import type { Activity } from '../../store/store.ts';
import { rfc3339 } from '../../terminal/durations.ts';
import type { Report } from './gather.ts';
import { STYLE } from './style.ts';

const MOST_FINDINGS = 200;
const MOST_TOOLS = 100;
const WIDTH = 1000;
const HEIGHT = 120;

/**
 * The report as one HTML file: no script, nothing from elsewhere, and a policy in it that allows neither, so that what
 * an agent wrote stays text wherever the file is opened [159].
 */
export async function reportPage(report: Report): Promise<string> {
  const { since, until, version, instance } = report;
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const span = `${day(since)} to ${day(until)}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>oktsec report, ${span}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${headline(report)}</h1>
<p class="dim">${span} (UTC) · oktsec ${version} · instance ${instance === '' ? 'none yet' : instance.slice(0, 16)} · mode ${report.mode}</p>
${score(report)}${passed(report)}${found(report)}${ran(report)}${agents(report)}${changes(report)}${proof(report)}
</main>
</body>
</html>
`;
  return String(await page);
}

function headline({ activity: { total } }: Report): string {
  if (total.rows === 0) return 'Nothing passed';
  const stopped = total.blocked + total.quarantined + total.rejected;
  if (stopped + total.flagged + total.masked === 0) return `${sayMany(total.rows, 'message')}, nothing found`;
  return `${sayMany(total.rows, 'message')}, ${sayCount(stopped)} for a person to look at`;
}

function score({ posture }: Report): Html {
  return section(
    'Security score',
    html`<p class="score"><b>${posture.score}</b> <span>of 100, grade <span class="grade">${posture.grade}</span></span></p>
<table><thead><tr><th>Grade</th><th>Check</th><th>Now</th><th>Fix</th><th class="n">Points</th></tr></thead>
<tbody><tr><td></td><td>Start</td><td></td><td></td><td class="n">${posture.start}</td></tr>${posture.lines.map(scoreLine)}
<tr><td></td><td><b>Score</b></td><td></td><td></td><td class="n"><b>${posture.score}</b></td></tr></tbody></table>`,
  );
}

function scoreLine({ name, grade, what, fix, lost, formula }: PostureLine): Html {
  return html`<tr><td class="grade">${grade ?? '–'}</td><td>${name}<br><span class="dim">${formula}</span></td><td class="wide">${shown(what)}</td><td>${
    fix === undefined ? nothing : html`<code>${shown(fix)}</code>`
  }</td><td class="n">${lost === 0 ? '0' : `−${lost}`}</td></tr>
`;
}

function passed({ activity }: Report): Html {
  const { total, passed } = activity;
  const figure = (name: string, count: number) => html`<div>${name}<b>${sayCount(count)}</b></div>`;
  const kinds = (['blocked', 'quarantined', 'rejected', 'masked', 'flagged'] as const).flatMap((kind) => [
    figure(kind, total[kind] - passed[kind]),
    ...(passed[kind] === 0 ? [] : [figure(`would be ${kind}`, passed[kind])]),
  ]);
  const figures = [figure('messages', total.rows), ...kinds];
  const mean =
    total.rows === 0 ? nothing : html`<div>added on average<b>${Math.round(total.micros / total.rows)} µs</b></div>`;
  return section('What passed', html`<div class="figures">${figures}${mean}</div>${chart(activity)}`);
}

/** All upward, findings downward on a scale of their own, so that six in a thousand stay visible. */
function chart({ steps }: Activity): Html {
  if (steps.length < 2) return nothing;
  const most = Math.max(...steps.map(({ rows }) => rows));
  const worst = Math.max(1, ...steps.map(foundIn));
  const width = WIDTH / steps.length;
  const bars = steps.map((step, at) => {
    const up = (step.rows / most) * HEIGHT * 0.7;
    const down = (foundIn(step) / worst) * HEIGHT * 0.3;
    const title = `${rfc3339(step.start).slice(0, 16)}: ${step.rows} messages, ${foundIn(step)} found`;
    return html`<g><title>${title}</title><rect class="c-bar" x="${(at * width).toFixed(1)}" y="${(HEIGHT * 0.7 - up).toFixed(1)}" width="${(width * 0.8).toFixed(1)}" height="${up.toFixed(1)}"/><rect class="c-found" x="${(at * width).toFixed(1)}" y="${(HEIGHT * 0.7 + 2).toFixed(1)}" width="${(width * 0.8).toFixed(1)}" height="${down.toFixed(1)}"/></g>`;
  });
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT + 4}" role="img" aria-label="Messages over time, below them those with another decision than allow">${bars}</svg>`;
}

function foundIn({ flagged, masked, quarantined, blocked, rejected }: Activity['steps'][number]): number {
  return flagged + masked + quarantined + blocked + rejected;
}

function found({ activity, findings, more, rules }: Report): Html {
  if (activity.rules.length === 0) return section('What was found', html`<p>Nothing.</p>`);
  const byRule = activity.rules.map(({ name, rows }) => {
    const rule = rules.get(name);
    return html`<tr><td>${rule === undefined ? nothing : severityMark(rule.severity)}</td><td class="mono">${shown(name)}</td><td>${shown(rule?.name ?? '')}</td><td class="n">${sayCount(rows)}</td></tr>
`;
  });
  const rows = findings.slice(0, MOST_FINDINGS).map((row) => {
    const { word, would } = outcomeOf(row);
    const texts = row.findings.map(
      ({ rule, excerpt }) => html`<div><span class="mono">${shown(rule)}</span> ${shown(excerpt ?? '')}</div>`,
    );
    const place = row.tool === undefined ? `${row.from} → ${row.to}` : `${row.from} → ${row.to} ${row.tool}`;
    return html`<tr><td class="mono">${rfc3339(row.time).slice(0, 19)}Z</td><td>${shown(place)}</td><td>${would ? `would be ${word}` : word}</td><td class="wide">${texts}</td><td class="mono">${row.ref ?? row.seq}</td></tr>
`;
  });
  const cut =
    findings.length > MOST_FINDINGS
      ? html`<p class="dim">The newest ${MOST_FINDINGS} of ${more ? 'more than ' : ''}${sayCount(findings.length)}; ${more ? `the newest ${sayCount(findings.length)}` : 'all of them'} with <code>oktsec report --json</code>.</p>`
      : nothing;
  return html`${section('What was found', html`<table><thead><tr><th>Severity</th><th>Rule</th><th>Name</th><th class="n">Messages</th></tr></thead><tbody>${byRule}</tbody></table>`)}${section(
    'The findings',
    html`${cut}<table><thead><tr><th>Time</th><th>Where</th><th>Decision</th><th>Rules and redacted excerpts</th><th>Row</th></tr></thead><tbody>${rows}</tbody></table>`,
  )}`;
}

function ran({ activity, servers }: Report): Html {
  const tools = activity.tools.slice(0, MOST_TOOLS).map(
    ({ server, tool, rows, blocked, quarantined, rejected }) =>
      html`<tr><td>${shown(server)}</td><td>${shown(tool)}</td><td class="n">${sayCount(rows)}</td><td class="n">${sayCount(blocked + quarantined + rejected)}</td></tr>
`,
  );
  const more = activity.tools.length - tools.length;
  const configured = servers.map(
    ({ chosen: { server }, assessment, troubles }) =>
      html`<tr><td>${shown(server.ref)}</td><td>${server.state}</td><td>${assessment.risk}</td><td class="wide">${
        troubles.length === 0
          ? '–'
          : troubles.map(
              ({ check, what, severity }) =>
                html`<div>${severityMark(severity)} ${check.name}: ${shown(what)}<br><span class="dim">${check.remedy}</span></div>`,
            )
      }</td></tr>
`,
  );
  return html`${section(
    'What ran',
    tools.length === 0
      ? html`<p>No tool was called.</p>`
      : html`<table><thead><tr><th>Server</th><th>Tool</th><th class="n">Calls</th><th class="n">Stopped, or would be</th></tr></thead><tbody>${tools}</tbody></table>${
          more > 0 ? html`<p class="dim">and ${more} more tools</p>` : nothing
        }`,
  )}${section(
    'What is configured',
    configured.length === 0
      ? html`<p>No server is configured in any client.</p>`
      : html`<table><thead><tr><th>Server</th><th>State</th><th>Risk</th><th>Wrong with its entry</th></tr></thead><tbody>${configured}</tbody></table>`,
  )}`;
}

function agents({ activity }: Report): Html {
  const risky = activity.agents
    .map((agent) => ({ ...agent, risk: riskOf(agent.severities) }))
    .sort((a, b) => b.risk.score - a.risk.score || b.rows - a.rows);
  if (risky.length === 0) return nothing;
  const rows = risky.map(
    ({ name, rows: count, risk, sent }) =>
      html`<tr><td>${shown(name)}</td><td class="n">${sayCount(count)}</td><td class="n">${sayCount(sent.rows)}</td><td>${
        risk.worst === undefined ? '–' : severityMark(risk.worst)
      }</td><td class="n">${risk.score}</td></tr>
`,
  );
  return section(
    'Agents by risk',
    html`<p class="dim">Risk: ${RISK_FORMULA}.</p><table><thead><tr><th>Agent</th><th class="n">Messages</th><th class="n">Sent</th><th>Worst found in what it sent</th><th class="n">Risk</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function changes({ loosened }: Report): Html {
  if (loosened.length === 0) return section('What was loosened', html`<p>Nothing.</p>`);
  const rows = loosened.map(
    ({ row, what }) =>
      html`<tr><td class="mono">${rfc3339(row.time).slice(0, 19)}Z</td><td>${what}</td><td class="wide">${shown(row.note ?? '')}</td><td class="mono">${row.seq}</td></tr>
`,
  );
  return section(
    'What was loosened',
    html`<table><thead><tr><th>Time</th><th>What</th><th>Note</th><th>Row</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function proof({ verification }: Report): Html {
  if (verification === undefined) return section('The log', html`<p>There is no log yet.</p>`);
  const { ok, rows, firstSeq, lastSeq, checkpoints, bad, chain } = verification;
  return section(
    'The log',
    html`<p>${ok ? 'The chain is intact' : html`<b class="critical">The chain is broken: ${shown(bad?.what ?? '')}</b>`}: ${sayCount(rows)} rows, ${firstSeq} to ${lastSeq}, ${sayMany(checkpoints, 'signed checkpoint')}, chain <span class="mono">${chain}</span>.</p><p class="dim">Verify it with <code>oktsec logs verify</code>.</p>`,
  );
}

function section(title: string, body: Html): Html {
  return html`<section><h2>${title}</h2><div class="box">${body}</div></section>
`;
}

function day(micros: number): string {
  return rfc3339(micros).slice(0, 16).replace('T', ' ');
}
