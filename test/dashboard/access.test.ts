import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { AccessCode } from '../../src/dashboard/access/code.ts';
import { PAGES } from '../../src/dashboard/pages.ts';
import { withDatabase } from '../fixtures/store/home.ts';
import { browserTest } from './browser.ts';
import { hold } from './holding.ts';
import { day } from './seed.ts';
import { expectIn, Visitor } from './visitor.ts';

const HOUR = 3_600_000_000;

test('the code lets in, and leads to a path and a cookie of this session alone', async () => {
  const visitor = await Visitor.open();
  const answer = await visitor.type(visitor.code);
  expect(answer.status).toBe(303);
  const place = /^\/d\/([\w-]{22})\/$/.exec(answer.headers.location!)?.[1];
  expect(place).toBeDefined();
  expect(String(answer.headers['set-cookie'])).toMatch(
    new RegExp(`^oktsec=[\\w-]{43}; Path=/d/${place}; HttpOnly; SameSite=Strict; Max-Age=86400$`),
  );
  const [row] = visitor.office.store.list({ events: true });
  expect(row).toMatchObject({ method: 'dashboard_login' });
});

test('nobody is let in while the log cannot be written, and the page says so; the API says 503', async () => {
  const visitor = await Visitor.open();
  const { office } = visitor;
  const bearer = office.bearer('agents:write');
  withDatabase(office.home, (db) => {
    db.exec(`CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(FAIL, 'no room'); END`);
  });
  const answer = await visitor.type(visitor.code);
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('nobody is let in without a row');
  expect(answer.headers['set-cookie']).toBeUndefined();
  const headers = { ...bearer, 'content-type': 'application/json' };
  const put = await office.ask('PUT', '/v1/agents/new-agent', { headers, body: '{"tags":["x"]}' });
  expect(put).toMatchObject({ status: 503, body: { error: 'log_unavailable' } });
  withDatabase(office.home, (db) => db.exec('DROP TRIGGER full'));
  expect((await visitor.type(visitor.code)).status).toBe(303);
});

test('the bare address leads to the code field', async () => {
  const visitor = await Visitor.open();
  const { status, headers, text } = await visitor.office.ask('GET', '/');
  expect({ status, to: headers.location, text }).toEqual({ status: 303, to: '/dashboard', text: '' });
});

test('nothing but the code field is to be seen without a session', async () => {
  const visitor = await Visitor.open();
  const paths = PAGES.flatMap(({ views }) => views.map(({ path }) => `/d/x${filled(path)}`));
  for (const path of ['/dashboard', '/d/x/no-such-page', ...paths]) {
    const answer = await visitor.office.ask('GET', path);
    expect(answer.status, path).toBe(path === '/dashboard' ? 200 : 401);
    expectIn(answer.text, 'name="code"');
    expect(answer.text.includes('Events'), path).toBe(false);
  }
});

test('whoever was sent to the code field arrives where they wanted to go, and nowhere else', async () => {
  const visitor = await Visitor.open();
  const answer = await visitor.office.ask('GET', '/d/old/events?tab=blocked');
  expectIn(answer.text, 'name="next" value="/events?tab=blocked"');
  const there = await visitor.type(visitor.code, {}, '/events?tab=blocked');
  expect(there.headers.location).toMatch(/^\/d\/[\w-]{22}\/events\?tab=blocked$/);
  for (const next of [
    '//evil.com',
    'https://evil.com',
    '/../x',
    '/\\evil.com',
    '/x\r\nset-cookie: a=b',
    'javascript:alert(1)',
  ]) {
    expect((await visitor.type(visitor.code, {}, next)).headers.location, next).toMatch(/^\/d\/[\w-]{22}\/$/);
  }
});

test('case 149: ten wrong codes an hour are heard, then there is a new code', async () => {
  const visitor = await Visitor.open();
  const first = visitor.code;
  for (let left = 9; left >= 1; left -= 1) {
    const answer = await visitor.type('00000000');
    expect(answer.status).toBe(401);
    expectIn(answer.text, `That code is not right. ${left === 1 ? 'One try' : `${left} tries`} left this hour.`);
  }
  expectIn((await visitor.type('00000000')).text, 'Too many wrong codes.');
  const second = visitor.code;
  expect(second).not.toBe(first);
  // Neither is heard for a while, or guessing would go on unlimited.
  for (const code of [first, second]) expect((await visitor.type(code)).status).toBe(401);
  visitor.office.ahead += HOUR / 10 + 1_000_000;
  expect((await visitor.type(first)).status).toBe(401);
  visitor.office.ahead += HOUR / 10 + 1_000_000;
  expect((await visitor.type(visitor.code)).status).toBe(303);
});

test('case 149: a guesser has at most 240 tries a day, however fast', () => {
  let micros = 0;
  const code = new AccessCode({ randomInt: () => 12_345_678, micros: () => micros, onNew: () => {} });
  let heard = 0;
  for (let second = 0; second < 24 * 3600; second += 1) {
    micros = second * 1_000_000;
    for (let n = 0; n < 3; n += 1) {
      const tried = code.check('00000000');
      if (!tried.ok && tried.waitMicros === 0) heard += 1;
      else if (!tried.ok && n === 0) heard += 1;
    }
    // Once nothing is heard any more, skip to where something is.
    const tried = code.check('00000000');
    if (!tried.ok && tried.waitMicros > 0) second += Math.floor(tried.waitMicros / 1_000_000);
  }
  expect(heard).toBeLessThanOrEqual(10 + 240 + 10);
});

test('case 150: wrong codes do not concern who is in already', async () => {
  const visitor = await Visitor.signedIn();
  for (let n = 0; n < 15; n += 1) await visitor.type('11111111');
  expect((await visitor.get('/events')).status).toBe(200);
  expect((await visitor.post('/logout')).status).toBe(303);
});

test('case 151: a code may be anything: it is wrong, and nothing is thrown', async () => {
  const visitor = await Visitor.open();
  const send = (body: string) =>
    visitor.office.ask('POST', '/dashboard', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
  const digits = visitor.code.replaceAll(' ', '');
  const wide = [...digits].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
  for (const body of [
    '',
    'code=',
    'code[]=1',
    `code=${digits}&code=${digits}`,
    `code=${'1'.repeat(1_000_000)}`,
    `code=${encodeURIComponent(wide)}`,
    'code=%00%ff',
    'code=1',
  ]) {
    expect((await send(body)).status, body.slice(0, 40)).toBe(401);
  }
  const json = await visitor.office.post('/dashboard', { code: [digits] });
  expect(json.status).toBe(401);
  expect((await send(`code=${'1'.repeat(1_100_000)}`)).status).toBe(413);
  expect((await send(`code=${digits.slice(0, 4)}+${digits.slice(4)}`)).status).toBe(303);
});

test('case 152: a cookie that was set beforehand is no session after the code either', async () => {
  const visitor = await Visitor.open();
  const preset = 'oktsec=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  const answer = await visitor.type(visitor.code, { cookie: preset });
  const root = answer.headers.location!;
  const own = String(answer.headers['set-cookie']).split(';')[0]!;
  expect(own).not.toBe(preset);
  const get = (cookie: string) => visitor.office.ask('GET', root, { headers: { cookie } });
  expect((await get(preset)).status).toBe(401);
  expect((await get(`${preset}; ${own}`)).status).toBe(200);
  // A session's cookie is good for its own path only.
  const other = await visitor.another();
  expect((await visitor.office.ask('GET', root, { headers: { cookie: other.cookie } })).status).toBe(401);
});

test('case 153: a session ends after a day, with a restart and with signing out', async () => {
  const visitor = await Visitor.signedIn();
  visitor.office.ahead += 24 * HOUR - 60_000_000;
  expect((await visitor.get('/')).status).toBe(200);
  visitor.office.ahead += 61_000_000;
  expect((await visitor.get('/')).status).toBe(401);
  await visitor.signIn();
  const out = await visitor.post('/logout');
  expect(out.status).toBe(303);
  expect(String(out.headers['set-cookie'])).toContain('Max-Age=0');
  expect((await visitor.get('/')).status).toBe(401);
  await visitor.signIn();
  await visitor.office.stop();
  await visitor.office.start();
  expect((await visitor.get('/')).status).toBe(401);
});

test('case 154: a form counts only from a page of this session', async () => {
  const visitor = await Visitor.signedIn();
  const other = await visitor.another();
  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    visitor.post('/logout', fields, headers);
  for (const token of ['', 'x', other.token]) expect((await post({ token })).status, token).toBe(403);
  expect((await post({}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await post({}, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await post({}, { origin: 'null' })).status).toBe(403);
  expect((await post({}, { origin: 'http://localhost:3000' })).status).toBe(403);
  expect((await post({}, { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await visitor.get('/')).status).toBe(200);
  expect((await post({ token: '' }, { 'oktsec-token': visitor.token })).status).toBe(303);
});

test('case 155: no GET changes anything', async () => {
  const visitor = await Visitor.signedIn(undefined, day(Date.now() * 1000));
  // What was found on the way belongs to the rows before, so the log is looked at first.
  await visitor.get('/');
  const state = () => {
    const { store } = visitor.office;
    return JSON.stringify([
      store.list({ limit: 5 }).map(({ seq }) => seq),
      store.quarantine(),
      store.pins(),
      store.tokens(),
    ]);
  };
  const before = state();
  for (const { views, actions = [] } of PAGES) {
    for (const { path } of [...views, ...actions]) {
      for (const query of ['', '?do=approve&ref=HE1DME&sure=yes&action=delete&enable=1&mode=observe']) {
        const { status } = await visitor.get(`${filled(path)}${query}`);
        expect([200, 303, 404], `${path} ${status}`).toContain(status);
      }
    }
    // An address that changes something answers no GET with anything of its own.
    for (const { path } of actions) {
      if (!views.some((view) => view.path === path)) expect((await visitor.get(filled(path))).status, path).toBe(404);
    }
  }
  expect(state()).toBe(before);
});

test('case 156: the cookie alone, as a page of another port has it, opens nothing', async () => {
  const visitor = await Visitor.signedIn();
  const ask = (path: string, headers: Record<string, string> = {}) =>
    visitor.office.ask('GET', path, { headers: { cookie: visitor.cookie, ...headers } });
  // It is sent to one path that nobody else knows.
  for (const path of ['/d/', '/d/x/', '/d/AAAAAAAAAAAAAAAAAAAAAA/events'])
    expect((await ask(path)).status, path).not.toBe(200);
  expect((await ask('/d/x/events')).status).toBe(401);
  // And what is read by script needs what only our own pages have.
  expect((await ask(`${visitor.root}/live`)).status).toBe(401);
  expect((await ask(`${visitor.root}/`, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await ask(`${visitor.root}/`, { origin: 'http://localhost:3000' })).status).toBe(403);
});

/** An address of a route that has something in the place of its parameters. */
function filled(path: string): string {
  return path.replace(/:(\w+)\{[^}]*\}/g, '64.json').replace(/:\w+/g, '64');
}

/** A request as these very bytes, and its status line. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text.replaceAll('\n', '\r\n')));
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(said.split('\r\n')[0] ?? ''));
  });
}

test('cases 157, 158: another host is refused before routing, on every path of the dashboard', async () => {
  const visitor = await Visitor.signedIn();
  const { port } = visitor.office;
  const own = `127.0.0.1:${port}`;
  for (const path of ['/dashboard', `${visitor.root}/`, `${visitor.root}/events`, `${visitor.root}/live`]) {
    const rest = `cookie: ${visitor.cookie}\nconnection: close\n\n`;
    for (const host of ['evil.com', `evil.com:${port}`, `0.0.0.0:${port}`, `127.0.0.1.:${port}`, '127.0.0.1:1']) {
      expect(await raw(port, `GET ${path} HTTP/1.1\nhost: ${host}\n${rest}`), `${path} ${host}`).toContain(' 421 ');
    }
    expect(
      await raw(port, `GET ${path} HTTP/1.1\nhost: evil.com:${port}\norigin: http://evil.com:${port}\n${rest}`),
    ).toContain(' 421 ');
    expect(await raw(port, `GET ${path} HTTP/1.1\nhost: ${own}\nhost: evil.com\n${rest}`)).toContain(' 400 ');
    expect(await raw(port, `GET ${path} HTTP/1.1\n${rest}`)).toContain(' 400 ');
    expect(await raw(port, `GET http://${own}${path} HTTP/1.1\nhost: ${own}\n${rest}`)).toContain(' 400 ');
  }
});

test('case 161: nothing may frame, sniff, keep or load it', async () => {
  const visitor = await Visitor.signedIn(undefined, day(Date.now() * 1000));
  const style = /href="(\/dashboard\/[^"]+\.css)"/.exec((await visitor.get('/')).text)![1]!;
  const answers = [
    await visitor.office.ask('GET', '/dashboard'),
    await visitor.get('/events'),
    await visitor.get('/events/64.json'),
    await visitor.get('/nope'),
    await visitor.post('/logout', { token: 'x' }),
    await visitor.office.ask('GET', style),
  ];
  for (const { headers } of answers) {
    const policy = headers['content-security-policy']!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-frame-options']).toBe('DENY');
  }
  for (const { headers } of answers.slice(0, -1)) expect(headers['cache-control']).toBe('no-store');
  expect(answers.at(-1)!.headers['cache-control']).toContain('immutable');
});

test('case 162: a path that could be read in two ways leads nowhere', async () => {
  const visitor = await Visitor.signedIn();
  const ask = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: visitor.office.port, path, headers: { cookie: visitor.cookie }, agent: false },
        (answer) => resolve(answer.resume().statusCode ?? 0),
      );
      sent.on('error', reject).end();
    });
  const { root } = visitor;
  for (const path of [
    '//dashboard',
    '/dashboard/../v1',
    '/dashboard/%2e%2e/v1',
    `${root}/%2e/events`,
    `${root}//events`,
    `${root}/x%2f..%2fevents`,
    `${root}\\events`,
    '/dashboard/',
    '/DASHBOARD',
    `${root}/Events`,
  ]) {
    expect(await ask(path), path).toBe(404);
  }
});

test('what loosens asks for the code again ten minutes after it was typed, and keeps what was filled in', async () => {
  const visitor = await Visitor.signedIn();
  const ref = 'H3LDA1';
  await hold(visitor.office.home, { ref });
  visitor.office.ahead += 11 * 60_000_000;
  const asked = await visitor.post(`/quarantine/${ref}/settle`, { do: 'approve', note: 'a "note" <b>' });
  expect(asked.status).toBe(200);
  expectIn(asked.text, 'name="code-again"');
  expectIn(asked.text, 'name="note" value="a &quot;note&quot; &lt;b&gt;"');
  expect(visitor.office.store.quarantined(ref)).toMatchObject({ status: 'pending' });
  const again = { do: 'approve', note: 'n' };
  expect((await visitor.post(`/quarantine/${ref}/settle`, { ...again, 'code-again': '00000000' })).status).toBe(401);
  expect(visitor.office.store.quarantined(ref)).toMatchObject({ status: 'pending' });
  expect((await visitor.post(`/quarantine/${ref}/settle`, { ...again, 'code-again': visitor.code })).status).toBe(303);
  expect(visitor.office.store.quarantined(ref)).toMatchObject({ status: 'approved' });
});

browserTest('the code is typed, and signing out leads back to it', async (open) => {
  const visitor = await Visitor.open();
  const tab = await open(visitor);
  await tab.page.goto('/dashboard');
  expect(await tab.axe()).toEqual([]);
  await tab.page.keyboard.type(visitor.code);
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForURL(/\/d\/[\w-]{22}\/$/);
  await tab.page.click('button:has-text("Sign out")');
  await tab.page.waitForURL(/\/dashboard$/);
});

browserTest('without script everything is links and forms', async (open) => {
  const visitor = await Visitor.signedIn(undefined, day(Date.now() * 1000));
  const tab = await open(visitor, { script: false });
  await tab.go('/');
  await tab.page.click('nav a:has-text("Events")');
  await tab.page.click('a:has-text("Findings")');
  await tab.page.fill('input[name="q"]', 'anthropic');
  await tab.page.click('button:has-text("Apply")');
  expect(await tab.page.locator('tr[data-seq]').count()).toBe(2);
  await tab.page.click('tr[data-seq="63"] a.cover');
  expect(await tab.page.textContent('.detail h2')).toContain('Anthropic API key');
  await tab.page.click('button:has-text("Sign out")');
  await tab.page.waitForURL(/\/dashboard$/);
});
