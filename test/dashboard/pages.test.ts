import { blocked, entry } from '../fixtures/store/entries.ts';
import { browserTest, looksRight } from './browser.ts';
import { Visitor } from './visitor.ts';

browserTest('every page looks right in both themes and on a phone', async (open) => {
  const now = Date.now() * 1000;
  const visitor = await Visitor.signedIn(undefined, [entry(1, { time: now }), blocked(2, { time: now })]);
  for (const path of ['/', '/events']) await looksRight(open, visitor, path);
});

browserTest('the code page looks right', async (open) => {
  const visitor = await Visitor.open();
  const tab = await open(visitor, { theme: 'dark', width: 'narrow' });
  await tab.page.goto('/dashboard');
  await tab.page.fill('#code', visitor.code);
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForURL(/\/d\//);
});
