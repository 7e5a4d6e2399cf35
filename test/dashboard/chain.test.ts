import { expect, test } from 'vitest';
import { readChainMark } from '../../src/files/marks/chain-mark.ts';
import { withDatabase } from '../fixtures/store/home.ts';
import { browserTest, looksRight } from './browser.ts';
import { day } from './seed.ts';
import { expectIn, Visitor } from './visitor.ts';

const now = () => Date.now() * 1000;

/** Pages until one says so: the chain is proved beside the pages. */
async function until(visitor: Visitor, path: string, part: RegExp): Promise<string> {
  let text = '';
  await expect
    .poll(
      async () => {
        text = (await visitor.get(path)).text;
        return part.test(text);
      },
      { timeout: 15_000, interval: 100 },
    )
    .toBe(true);
  return text;
}

/** A server that finds a log in which somebody changed a row. */
async function broken(): Promise<Visitor> {
  const visitor = await Visitor.open(undefined, day(now()));
  await visitor.office.stop();
  withDatabase(visitor.office.home, (db) => db.exec('UPDATE audit SET size = size + 1 WHERE seq = 41'));
  await visitor.office.start();
  await visitor.signIn();
  return visitor;
}

test('every page says at its foot how far the log is proved', async () => {
  const visitor = await Visitor.signedIn(undefined, day(now()));
  for (const path of ['/', '/events', '/settings']) {
    const text = await until(visitor, path, /Chain intact/);
    expectIn(text, /Chain intact<small class="dim">\d+ rows, proved <time /);
    expect(text).not.toContain('alert-bar');
  }
  await visitor.record(day(now()));
  await until(visitor, '/rules', /Chain intact<small class="dim">16\d rows/);
  expect(readChainMark(visitor.office.home)).toMatchObject({ state: 'intact' });
});

test('a row that was changed is an alert on every page, and the first thing that needs a person', async () => {
  const visitor = await broken();
  const text = await until(visitor, '/', /Chain broken at row 41/);
  expectIn(text, '<h1>One thing needs you</h1>');
  expectIn(text, 'The audit log was changed: row 41 is not what was written after row 40');
  expectIn(text, /href="[^"]*\/events\?period=30d&amp;before=42">See the rows/);
  expectIn(
    text,
    /row 41 is not what was written after row 40<br><code class="dim">oktsec --home \S+ logs verify<\/code><\/td><td>−15<\/td>/,
  );
  expect(readChainMark(visitor.office.home)).toMatchObject({ state: 'broken', seq: 41 });
  for (const path of ['/events', '/quarantine', '/servers', '/agents', '/rules', '/settings', '/no-such-page']) {
    expectIn(
      (await visitor.get(path)).text,
      /<p class="alert-bar" role="alert">.*<b>The audit log was changed\.<\/b>/s,
    );
  }
});

browserTest('a broken chain looks right', async (open) => {
  const visitor = await broken();
  await until(visitor, '/', /Chain broken at row 41/);
  await looksRight(open, visitor, '/');
  await looksRight(open, visitor, '/settings');
});
