import { expect, test } from 'vitest';
import { Visitor } from './visitor.ts';

test('the code lets in, and leads to a path and a cookie of this session alone', async () => {
  const visitor = await Visitor.open();
  const answer = await visitor.type(visitor.code);
  expect(answer.status).toBe(303);
  const place = /^\/d\/([\w-]{22})\/$/.exec(answer.headers.location!)?.[1];
  expect(place).toBeDefined();
  expect(String(answer.headers['set-cookie'])).toMatch(
    new RegExp(`^oktsec=[\\w-]{43}; Path=/d/${place}; HttpOnly; SameSite=Strict; Max-Age=86400$`),
  );
});

test('nothing but the code field is to be seen without a session', async () => {
  const visitor = await Visitor.open();
  for (const path of ['/dashboard', '/d/x/', '/d/x/events', '/d/x/no-such-page']) {
    const answer = await visitor.office.ask('GET', path);
    expect(answer.status).toBe(path === '/dashboard' ? 200 : 401);
    expect(answer.text).toContain('name="code"');
    expect(answer.text).not.toContain('Events');
  }
});
