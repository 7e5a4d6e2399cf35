import { expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { browserTest, looksRight } from './browser.ts';
import { CARD, HOSTILE, hold, INJECTION } from './holding.ts';
import { Visitor } from './visitor.ts';

function statuses(home: string): Record<string, string> {
  const store = openStore(home);
  try {
    return Object.fromEntries(
      store
        .quarantine()
        .map(({ ref, status, masked, note, reviewer }) => [
          ref,
          [status, masked ? 'masked' : '', note ?? '', reviewer === undefined ? '' : 'by'].filter(Boolean).join(' '),
        ]),
    );
  } finally {
    store.close();
  }
}

test('nothing held is a calm page, and says when the last one was settled', async () => {
  const visitor = await Visitor.signedIn();
  const page = await visitor.get('/quarantine');
  expect(page.text).toContain('<h1>Nothing is held</h1>');
  expect(page.text).toContain('Nothing was ever held here.');
  await hold(visitor.office.home, { ref: 'H3LDA2' });
  await visitor.post('/quarantine/H3LDA2/settle', { do: 'reject' });
  expect((await visitor.get('/quarantine')).text).toContain('The last one was settled ');
});

test('what is held stands in the queue, and one item with what was found and what would leave', async () => {
  const visitor = await Visitor.signedIn();
  await hold(visitor.office.home, { ref: 'H3LDA2' }, { ref: 'H3LDA3' });
  const queue = (await visitor.get('/quarantine')).text;
  expect(queue).toContain('<h1>2 messages are held</h1>');
  expect(queue).toMatch(/data-badge="quarantine">2<span class="sr"> held/);
  const open = (await visitor.get('/quarantine?open=H3LDA2')).text;
  expect(open).toContain('visa card [REDACTED:pii], expires 12/29');
  expect(open).not.toContain('4111 1111');
  expect(open).toContain('value="masked"');
  expect(open).toContain('sure=as-sent');
  expect(open).not.toContain('value="approve"');
  expect((await visitor.get('/quarantine?open=H3LDA2&sure=as-sent')).text).toContain('value="approve"');
});

test('what masking takes away is shown line by line, and an injection recommends to reject', async () => {
  const visitor = await Visitor.signedIn();
  const found = { rule: 'INJ-002', name: 'Override of instructions', category: 'prompt_injection' } as const;
  await hold(visitor.office.home, { ref: 'H3LDA2', text: INJECTION, rule: 'INJ-002', finding: found });
  const open = (await visitor.get('/quarantine?open=H3LDA2')).text;
  expect(open).toMatch(/<del>.*Ignore all previous instructions.*<\/del>/);
  expect(open).toMatch(/<ins>.*\[REDACTED:prompt_injection\].*<\/ins>/);
  expect(open).toMatch(/btn primary" name="do" value="reject"/);
});

test('items are approved masked, approved as sent and rejected, each with a note and a row', async () => {
  const visitor = await Visitor.signedIn();
  await hold(visitor.office.home, { ref: 'H3LDA2' }, { ref: 'H3LDA3' }, { ref: 'H3LDA4' });
  const masked = await visitor.post('/quarantine/H3LDA2/settle', { do: 'masked', note: 'my card' });
  expect(masked).toMatchObject({ status: 303, headers: { location: `${visitor.root}/quarantine` } });
  expect((await visitor.follow(masked)).text).toContain('H3LDA2 is approved, masked.');
  await visitor.post('/quarantine/H3LDA3/settle', { do: 'approve' });
  await visitor.post('/quarantine/H3LDA4/settle', { do: 'reject', note: 'no' });
  expect(statuses(visitor.office.home)).toEqual({
    H3LDA2: 'approved masked my card by',
    H3LDA3: 'approved by',
    H3LDA4: 'rejected no by',
  });
  const settled = (await visitor.get('/quarantine/settled')).text;
  for (const text of ['approved, masked', 'rejected', 'my card']) expect(settled).toContain(text);
  const gone = (await visitor.get('/quarantine?open=H3LDA4')).text;
  expect(gone).toContain('What it said is gone');
  expect(gone).not.toContain('name="do"');
});

test('a letter that is approved is said to be in a mailbox, where it is', async () => {
  const visitor = await Visitor.signedIn(
    'mode: enforce\ndefault_policy: allow\nidentity: { require_signature: false }\nagents:\n  ann: {}\n  bob: {}\n',
  );
  const letter = {
    from: 'ann',
    to: 'bob',
    content: 'the build machine takes the login with deploy / vT7qLz93Rk',
    timestamp: new Date().toISOString(),
  };
  const { quarantine_id: ref } = JSON.parse((await visitor.office.send(letter)).text);
  expect((await visitor.get(`/quarantine?open=${ref}`)).text).toContain('Approving puts it into the mailbox of bob.');
  const { text } = await visitor.follow(await visitor.post(`/quarantine/${ref}/settle`, { do: 'approve' }));
  expect(text).toContain(`${ref} is approved. It is in the mailbox of bob.`);
});

test('whoever comes second is told who was first, with 409, and changes nothing', async () => {
  const visitor = await Visitor.signedIn();
  await hold(visitor.office.home, { ref: 'H3LDA2' });
  const store = openStore(visitor.office.home);
  store.reject('H3LDA2', { reviewer: 'ops' });
  store.close();
  for (const what of ['masked', 'approve', 'reject']) {
    const late = await visitor.post('/quarantine/H3LDA2/settle', { do: what });
    expect(late.status).toBe(409);
    expect(late.text).toContain('H3LDA2 was already rejected by ops');
  }
  expect((await visitor.post('/quarantine/NEVER2/settle', { do: 'reject' })).status).toBe(409);
  expect((await visitor.post('/quarantine/H3LDA2/settle', { do: 'dance' })).status).toBe(409);
});

test('what today would refuse is released by nobody', async () => {
  const visitor = await Visitor.signedIn('mode: enforce\nagents:\n  cursor.shop: { blocked_content: [pii] }\n');
  await hold(visitor.office.home, { ref: 'H3LDA2' });
  const open = (await visitor.get('/quarantine?open=H3LDA2&sure=as-sent')).text;
  expect(open).toContain('Nobody may release it: today it would be refused');
  expect(open).not.toContain('value="approve"');
  expect(open).not.toContain('value="masked"');
  expect((await visitor.post('/quarantine/H3LDA2/settle', { do: 'approve' })).status).toBe(409);
  expect(statuses(visitor.office.home)).toEqual({ H3LDA2: 'pending' });
});

test('several are rejected at once, never approved, and those that are gone are named', async () => {
  const visitor = await Visitor.signedIn();
  await hold(visitor.office.home, { ref: 'H3LDA2' }, { ref: 'H3LDA3' }, { ref: 'H3LDA4' });
  await visitor.post('/quarantine/H3LDA4/settle', { do: 'reject' });
  const body = new URLSearchParams([
    ['token', visitor.token],
    ...['H3LDA2', 'H3LDA3', 'H3LDA4'].map((ref): [string, string] => ['ref', ref]),
  ]);
  const answer = await visitor.office.ask('POST', `${visitor.root}/quarantine/reject`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: visitor.cookie },
    body: body.toString(),
  });
  const page = (await visitor.follow(answer)).text;
  expect(page).toContain('2 messages are rejected.');
  expect(page).toContain('H3LDA4 was already rejected');
  expect(Object.values(statuses(visitor.office.home))).toEqual(['rejected by', 'rejected by', 'rejected by']);
  expect((await visitor.follow(await visitor.post('/quarantine/reject'))).text).toContain('Nothing was chosen');
});

test('releasing asks for the code again once ten minutes have passed, rejecting does not', async () => {
  const visitor = await Visitor.signedIn();
  await hold(visitor.office.home, { ref: 'H3LDA2' }, { ref: 'H3LDA3' });
  visitor.office.ahead = 11 * 60_000_000;
  for (const what of ['masked', 'approve']) {
    const asked = await visitor.post('/quarantine/H3LDA2/settle', { do: what });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('name="code-again"');
  }
  expect(statuses(visitor.office.home).H3LDA2).toBe('pending');
  expect((await visitor.post('/quarantine/H3LDA3/settle', { do: 'reject' })).status).toBe(303);
  const done = await visitor.post('/quarantine/H3LDA2/settle', { do: 'masked', 'code-again': visitor.code });
  expect(done.status).toBe(303);
  expect(statuses(visitor.office.home).H3LDA2).toBe('approved masked by');
});

test('case 159: text of others stays text in every place of the queue and the open item', async () => {
  const visitor = await Visitor.signedIn();
  for (const [n, text] of HOSTILE.entries()) {
    const ref = `XSS${'ABCDEFGHJK'.charAt(n)}22`;
    const found = { name: text, excerpt: text, pointer: `/${text}` };
    await hold(visitor.office.home, {
      ref,
      text: `${CARD} ${text}`,
      from: 'cursor',
      to: text,
      tool: text,
      finding: found,
    });
    for (const path of ['/quarantine', `/quarantine?open=${ref}`, `/quarantine?open=${encodeURIComponent(text)}`]) {
      const { status, text: page } = await visitor.get(path);
      expect(status).toBe(200);
      expect(page.replace(/\s+/g, ' ')).not.toMatch(
        /<script>alert|<img src=x|<svg\/onload|<style>\*|<!--<script|\u202e|\u200b/,
      );
      expect(page).not.toMatch(/<[^>]*\s(?:onerror|onfocus|onload)=/);
      expect(page).not.toMatch(/href="javascript:/);
    }
  }
});

browserTest('the quarantine looks right: empty, filled, open, settled', async (open) => {
  const visitor = await Visitor.signedIn();
  await looksRight(open, visitor, '/quarantine');
  const found = { rule: 'INJ-002', name: 'Override of instructions', category: 'prompt_injection' } as const;
  await hold(
    visitor.office.home,
    { ref: 'H3LDA2' },
    { ref: 'H3LDA3', text: INJECTION, rule: 'INJ-002', finding: found },
    { ref: 'H3LDA4', to: 'x'.repeat(64) },
  );
  await visitor.post('/quarantine/H3LDA4/settle', { do: 'reject', note: 'y'.repeat(300) });
  for (const path of [
    '/quarantine',
    '/quarantine?open=H3LDA2',
    '/quarantine?open=H3LDA3&sure=as-sent',
    '/quarantine/settled',
  ])
    await looksRight(open, visitor, path);
});

browserTest('two clicks settle an item, also without script', async (open) => {
  const visitor = await Visitor.signedIn();
  await hold(visitor.office.home, { ref: 'H3LDA2' }, { ref: 'H3LDA3' });
  for (const [script, ref] of [
    [true, 'H3LDA2'],
    [false, 'H3LDA3'],
  ] as const) {
    const tab = await open(visitor, { script });
    await tab.go('/quarantine');
    await tab.page.click(`a[href*="open=${ref}"]`);
    await tab.page.click('button[value="masked"]');
    await tab.page.waitForSelector('[role="status"]');
    expect(await tab.page.textContent('[role="status"]')).toContain(`${ref} is approved, masked`);
  }
  expect(Object.values(statuses(visitor.office.home))).toEqual(['approved masked by', 'approved masked by']);
});

browserTest('the keyboard alone opens, closes, rejects and approves', async (open) => {
  const visitor = await Visitor.signedIn();
  await hold(visitor.office.home, { ref: 'H3LDA2' }, { ref: 'H3LDA3' });
  const tab = await open(visitor);
  const { keyboard } = tab.page;
  await tab.go('/');
  await keyboard.press('g');
  await keyboard.press('q');
  await tab.page.waitForSelector('.queue');
  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('Enter');
  await tab.page.waitForURL(/open=H3LDA2/);
  await keyboard.press('Escape');
  await tab.page.waitForURL(/quarantine$/);
  // The focus came back to the row that was open.
  await keyboard.press('k');
  await keyboard.press('Enter');
  await tab.page.waitForURL(/open=H3LDA3/);
  await tab.page.focus('input[name="note"]');
  await keyboard.type('r is a letter here');
  await tab.page.focus('#main');
  await keyboard.press('r');
  await tab.page.waitForSelector('[role="status"]');
  expect(statuses(visitor.office.home)).toEqual({ H3LDA2: 'pending', H3LDA3: 'rejected r is a letter here by' });
  await tab.go('/quarantine?open=H3LDA2');
  await keyboard.press('a');
  await tab.page.waitForURL(/sure=as-sent/);
  expect(statuses(visitor.office.home).H3LDA2).toBe('pending');
  await tab.page.focus('button[value="approve"]');
  await keyboard.press('Enter');
  await tab.page.waitForSelector('[role="status"]');
  expect(statuses(visitor.office.home).H3LDA2).toBe('approved by');
});

browserTest('case 159: hostile text runs nothing in a browser', async (open) => {
  const visitor = await Visitor.signedIn();
  for (const [n, text] of HOSTILE.entries()) {
    const ref = `XSS${'ABCDEFGHJK'.charAt(n)}22`;
    await hold(visitor.office.home, {
      ref,
      text: `${CARD} ${text}`,
      to: text,
      tool: text,
      finding: { name: text, excerpt: text },
    });
  }
  const tab = await open(visitor);
  for (const ref of ['', ...HOSTILE.keys()].map((n) =>
    n === '' ? '' : `?open=XSS${'ABCDEFGHJK'.charAt(Number(n))}22`,
  )) {
    await tab.go(`/quarantine${ref}`);
    expect(await tab.page.locator('.queue li').count()).toBe(HOSTILE.length);
  }
});

browserTest('the answer to a form is not asked for again when the log grows', async (open) => {
  const visitor = await Visitor.signedIn();
  await hold(visitor.office.home, { ref: 'H3LDA2' });
  const tab = await open(visitor);
  await tab.go('/quarantine?open=H3LDA2');
  const store = openStore(visitor.office.home);
  store.reject('H3LDA2', { reviewer: 'ops' });
  const asked: string[] = [];
  tab.page.on('response', (response) => {
    if (response.request().method() === 'GET') asked.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  await tab.page.click('button[value="reject"]');
  await tab.page.getByText('was already rejected by ops').waitFor();
  const live = tab.page.waitForFunction(`document.querySelector('[data-live-words]')?.textContent === 'Live'`);
  await live;
  asked.length = 0;
  // The second is answered after the first was looked at.
  for (let n = 0; n < 2; n += 1) {
    store.appendEvent({ name: 'noted', note: `${n}` });
    await tab.page.waitForTimeout(2000);
  }
  store.close();
  expect(asked.filter((one) => one.includes('/settle'))).toEqual([]);
  // What the browser itself says of the refusal.
  tab.complaints.length = 0;
});

test('hundreds are counted, go on over several pages, and do not hide what was settled', async () => {
  const visitor = await Visitor.signedIn();
  const refs = Array.from({ length: 230 }, (_, n) => `H${n.toString(8).padStart(4, '0')}A`);
  await hold(visitor.office.home, { ref: 'S3TT1E', expiresInMicros: 3_600_000_000 });
  await visitor.post('/quarantine/S3TT1E/settle', { do: 'reject' });
  await hold(visitor.office.home, ...refs.map((ref, n) => ({ ref, expiresInMicros: (n + 2) * 3_600_000_000 })));
  const seen: string[] = [];
  let at: string | undefined = '/quarantine';
  for (let pages = 0; at !== undefined && pages < 5; pages += 1) {
    const { text } = await visitor.get(at);
    expect(text).toContain('<h1>230 messages are held</h1>');
    seen.push(...[...text.matchAll(/name="ref" value="(\w+)"/g)].map(([, ref = '']) => ref));
    at = /href="[^"]*(\/quarantine\?before=\d+)" rel="next"/.exec(text)?.[1];
  }
  expect(seen).toEqual(refs.toReversed());
  expect((await visitor.get('/quarantine?before=1')).text).toContain('Nothing older is held.');
  expect((await visitor.get('/quarantine/settled')).text).toContain('S3TT1E');
  const overview = (await visitor.get('/')).text;
  expect(overview).toContain('230 messages are held');
  expect(overview).toContain('the next expires in 1 h 59 min');
  expect(overview).toMatch(/data-badge="quarantine">230</);
});
