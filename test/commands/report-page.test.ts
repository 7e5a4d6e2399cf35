import { expect, test } from 'vitest';
import type { Report } from '../../src/commands/report/gather.ts';
import { reportPage } from '../../src/commands/report/page.ts';
import { NO_ACTIVITY } from '../../src/store/reading/activity.ts';
import { row } from '../sinks/setup.ts';

const REPORT: Report = {
  version: '1.0.0',
  instance: '',
  mode: 'observe',
  since: 0,
  until: 1_800_000_000_000_000,
  posture: { start: 100, lines: [], score: 100, grade: 'A' },
  activity: { ...NO_ACTIVITY, rules: [{ name: 'CRED-001', rows: 201 }] },
  findings: [],
  more: false,
  rules: new Map(),
  servers: [],
  verification: undefined,
  loosened: [],
};
const findings = Array.from({ length: 201 }, (_, seq) => row({ seq }));

test('what a page leaves out is said, and that no other form has more than was read', async () => {
  const all = await reportPage({ ...REPORT, findings });
  expect(all).toContain('The newest 200 of 201; all of them with <code>oktsec report --json</code>.');
  const cut = await reportPage({ ...REPORT, findings, more: true });
  expect(cut).toContain('The newest 200 of more than 201; the newest 201 with <code>oktsec report --json</code>.');
  expect(await reportPage({ ...REPORT, findings: findings.slice(1) })).not.toContain('The newest');
});
