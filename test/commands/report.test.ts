import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { CHROMIUM } from '../dashboard/browser.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { FILES, Machine, POSTGRES, REMOTE } from './machine.ts';
import { NOW } from './world.ts';

const HOUR = 3_600_000_000;
const HOSTILE = '<img src=x onerror=alert(1)></script><svg onload=alert(2)>\u202e"javascript:alert(3)';
const FINDING = blocked(0).findings[0]!;

async function machine(config = 'version: "1"\nmode: observe\n'): Promise<Machine> {
  const world = new Machine();
  world.config(config);
  world.cursor({ filesystem: world.behind('cursor.filesystem', FILES), db: POSTGRES, docs: REMOTE });
  for (let n = 0; n < 12; n += 1) await world.record(entry(n, { time: NOW - n * HOUR }));
  const time = NOW - 2 * HOUR;
  await world.record(
    blocked(40, { time, mode: 'observe', action: 'forward', from: HOSTILE, tool: HOSTILE, ref: 'QQ77ZZ' }),
    blocked(41, {
      time,
      findings: [{ ...FINDING, name: HOSTILE, excerpt: HOSTILE, rule: 'MINE-001' }],
      rules: ['MINE-001'],
    }),
  );
  return world;
}

describe('oktsec report', () => {
  test('writes one file that only its owner can read, and says what stands in it', async () => {
    const world = await machine();
    const { code, out, err } = await world.run(['report']);
    expect(code).toBe(0);
    const file = join(world.cwd, 'oktsec-report-2026-11-21.html');
    expect(out).toBe(`${file}\n`);
    expect(err).toMatch(
      /^score \d+ of 100 \([A-F]\), \d checks cost points; 14 messages, 1 blocked \(1 more would be\)/,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const page = readFileSync(file, 'utf8');
    for (const text of [
      'CRED-001',
      'cursor.server-1',
      'cursor/db',
      'oktsec wrap cursor',
      'The chain is intact',
      'QQ77ZZ',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toContain('1 of 2 servers goes round oktsec: cursor/db; 1 remote, which cannot be wrapped');
  });

  test('case 159: what an agent wrote is text in it, and nothing in it runs or is fetched', async () => {
    const world = await machine();
    await world.run(['report', '--out', 'r.html']);
    const page = readFileSync(join(world.cwd, 'r.html'), 'utf8');
    expect(page).not.toMatch(/<(?:img|script|iframe|link)\b/i);
    expect(page).not.toContain('<svg onload');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('U+202E');
    expect(page).not.toMatch(/<[^>]*\s(?:src|href|on\w+)=/);
    expect(page).toContain('default-src &#39;none&#39;');
  });

  test.skipIf(CHROMIUM === undefined)('a browser shows it without a complaint', async () => {
    const world = await machine();
    await world.run(['report', '--out', 'r.html']);
    const browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('dialog', (dialog) => {
        complaints.push(dialog.message());
        void dialog.dismiss();
      });
      await page.goto(`file://${join(world.cwd, 'r.html')}`);
      expect(await page.textContent('h1')).toMatch(/^14 messages/);
      expect(await page.evaluate('getComputedStyle(document.querySelector(".box")).borderRadius')).toBe('8px');
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test('--json: the lines of the score add up to it, counts are those of the period, findings are rows', async () => {
    const world = await machine();
    const { out } = await world.run(['report', '--since', '5h', '--json']);
    const [report] = JSON.parse(out);
    expect(100 - report.checks.reduce((sum: number, { lost }: { lost: number }) => sum + lost, 0)).toBe(report.score);
    expect(report.total).toMatchObject({ rows: 8, blocked: 2 });
    expect(report.passed).toMatchObject({ rows: 1, blocked: 1 });
    expect(report.severities).toMatchObject({ critical: 2 });
    expect(report.findings.map(({ ref }: { ref: string }) => ref)).toContain('QQ77ZZ');
    expect(report.checks.find(({ id }: { id: string }) => id === 'let-through')).toMatchObject({ lost: 1, grade: 'B' });
    expect(report.configured.map(({ server }: { server: string }) => server)).toContain('cursor/db');
    expect(existsSync(join(world.cwd, 'oktsec-report-2026-11-21.html'))).toBe(false);
  });

  test('counts and findings are of the same period, which begins with an hour, however long it is', async () => {
    const world = await machine();
    await world.record(blocked(50, { time: NOW - 7 * 24 * HOUR - HOUR, ref: 'OLD777' }));
    await world.record(blocked(51, { time: NOW - 7 * 24 * HOUR + 60e6, ref: 'NEW777' }));
    const [report] = JSON.parse((await world.run(['report', '--json'], { now: NOW + 30 * 60e6 })).out);
    expect(report.since).toBe('2026-11-14T14:00:00.000000Z');
    expect(report.total).toMatchObject({ rows: 15, blocked: 3 });
    expect(report.findings.map(({ ref }: { ref: string }) => ref)).not.toContain('OLD777');
    expect(report.findings.map(({ ref }: { ref: string }) => ref)).toContain('NEW777');
    expect(report.steps.every(({ start }: { start: string }) => start.endsWith('T00:00:00.000000Z'))).toBe(true);
  });

  test('--sarif: a result for each rule at each place, with its rule described', async () => {
    const world = await machine();
    const log = JSON.parse((await world.run(['report', '--sarif'])).out);
    const [{ tool, results }] = log.runs;
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(['CRED-001', 'MINE-001']));
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
    const found = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'CRED-001');
    expect(found.locations[0].logicalLocations[0].fullyQualifiedName).toContain('cursor.server-0/');
    expect(found.message.text).toContain('reference QQ77ZZ');
  });

  test('what is loosened shows, and lowers the score', async () => {
    const world = await machine('version: "1"\nmode: enforce\n');
    const score = async () => JSON.parse((await world.run(['report', '--json'])).out)[0].score;
    const before = await score();
    await world.run(['mode', 'observe'], { types: 'OBSERVE' });
    expect(await score()).toBeLessThan(before);
    await world.run(['report', '--out', 'r.html']);
    expect(readFileSync(join(world.cwd, 'r.html'), 'utf8')).toMatch(/What was loosened[\s\S]*mode/);
  });

  test('nothing is overwritten, and what excludes each other is said', async () => {
    const world = await machine();
    world.write('mine.html', 'mine');
    const refused = await world.run(['report', '--out', 'mine.html']);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('is there already') });
    expect(readFileSync(join(world.cwd, 'mine.html'), 'utf8')).toBe('mine');
    expect((await world.run(['report', '--out', 'mine.html', '--force'])).code).toBe(0);
    for (const words of [
      ['--json', '--sarif'],
      ['--sarif', '--out', 'x.html'],
      ['--since', '1h', '--period', 'day'],
      ['--since', 'soon'],
      ['--since', '2099-01-01'],
      ['--period', 'year'],
      ['--out', 'no/such/folder.html'],
    ]) {
      const { code, err } = await world.run(['report', ...words]);
      expect(code, words.join(' ')).toBe(2);
      expect(err).toMatch(/^oktsec: error: /);
    }
    expect(readdirSync(world.cwd).sort()).toEqual(['mine.html']);
  });

  test('without a log or a client it says so', async () => {
    const world = new Machine();
    expect((await world.run(['report', '--out', 'r.html'])).code).toBe(0);
    const page = readFileSync(join(world.cwd, 'r.html'), 'utf8');
    for (const text of ['Nothing passed', 'No server is configured', 'There is no log yet'])
      expect(page).toContain(text);
  });
});
