import { expect } from 'vitest';
import type { AuditEntry } from '../../src/guard/entry.ts';
import { browserTest } from './browser.ts';
import { HOSTILE } from './holding.ts';
import { call, stopped } from './seed.ts';
import { Visitor } from './visitor.ts';

const now = Date.now() * 1000;

/** One row with the same text in every field that a page shows. */
function hostile(text: string, n: number): AuditEntry {
  const found = { rule: `X-${n}`, name: text, severity: 'critical', excerpt: text, length: 3 } as const;
  const entry = stopped(2 * n, now + n, `cursor.${text}`, text, found, {
    decision: 'content_blocked',
    action: 'refuse',
  });
  const [finding] = entry.findings;
  return {
    ...entry,
    from: `client ${text}`,
    method: `method ${text}`,
    note: `note ${text}`,
    key: `key ${text}`,
    rules: [`X-${n}`],
    findings: [{ ...finding!, pointer: `/${text}`, rule: text }],
  };
}

browserTest(
  'case 159: text of others runs nothing and stays text, in every place of events and overview',
  async (open) => {
    const visitor = await Visitor.signedIn(undefined, [
      ...HOSTILE.map(hostile),
      call(900, now, 'cursor.files', 'fine'),
    ]);
    const tab = await open(visitor);
    const rows = visitor.office.store.list({ findings: true });
    const paths = [
      '/',
      '/events',
      '/events?tab=findings',
      ...rows.map(({ seq }) => `/events?open=${seq}`),
      `/events/${rows[0]!.seq}`,
    ];
    for (const text of HOSTILE)
      paths.push(
        `/events?q=${encodeURIComponent(text)}&client=${encodeURIComponent(text)}&server=${encodeURIComponent(text)}`,
      );
    for (const path of paths) {
      await tab.go(path);
      expect(
        await tab.page
          .locator('main :is(script, iframe, object, embed, style, img, [onerror], [onload], [onfocus])')
          .count(),
        path,
      ).toBe(0);
      const all = await tab.page.evaluate(
        "[...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))",
      );
      for (const href of all as string[]) {
        expect(href, path).toMatch(/^(?:\/d\/[\w-]{22}\/|#)/);
      }
    }
    await tab.go('/events');
    expect(await tab.page.textContent('tbody')).toContain('<script>alert(1)</script>');
  },
);

browserTest('case 159: what comes over the stream is text as well', async (open) => {
  const visitor = await Visitor.signedIn(undefined, [call(2, now, 'cursor.files', 'fine')]);
  const tab = await open(visitor);
  await tab.go('/events');
  await tab.page.waitForSelector('[data-live]:visible');
  await tab.page.mouse.move(5, 5);
  await visitor.record(HOSTILE.map(hostile));
  await tab.page.waitForSelector(`tbody tr:nth-child(${HOSTILE.length})`);
  await tab.page.waitForTimeout(300);
  expect(await tab.page.locator('tbody :is(script, img, svg[onload], style)').count()).toBe(0);
  expect(await tab.page.textContent('tbody')).toContain('<script>alert(1)</script>');
});
