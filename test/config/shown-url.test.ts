import { expect, test } from 'vitest';
import { shownUrl } from '../../src/config/shown-url.ts';

const env = (name: string) => '$'.concat(`{env:${name}}`);

test('case 173: a URL is shown without what may be secret in it', () => {
  expect(shownUrl('https://hooks.slack.com/services/T0/B0/XXXX')).toBe('https://hooks.slack.com/…');
  expect(shownUrl('https://example.com/?token=x')).toBe('https://example.com/…');
  expect(shownUrl('https://example.com?token=x')).toBe('https://example.com/…');
  expect(shownUrl('http://me:secret@example.com:8080/')).toBe('http://example.com:8080');
  expect(shownUrl('http://127.0.0.1:9')).toBe('http://127.0.0.1:9');
  expect(shownUrl('HTTPS://me@[::1]#x')).toBe('https://[::1]/…');
  for (const none of ['', 'secret', 'ftp://a.test/x', 'https://a b/', 'https://a.test\\secret/x'])
    expect(shownUrl(none)).toBe('…');
});

test('what stands before and behind a variable is no less secret, its name is none', () => {
  expect(shownUrl(env('HOOK'))).toBe(env('HOOK'));
  expect(shownUrl(`${env('HOOK')}/secret`)).toBe(`${env('HOOK')}…`);
  expect(shownUrl(`https://hooks.slack.com/services/T0/${env('HOOK')}`)).toBe('https://hooks.slack.com/…');
  expect(shownUrl(`https://me:secret@example.com/${env('X')}`)).toBe('https://example.com/…');
  expect(shownUrl(`https://me:${env('X')}@example.com`)).toBe('https://example.com');
  expect(shownUrl(`https://example.com?key=secret${env('X')}`)).toBe('https://example.com/…');
  expect(shownUrl(`https://${env('HOST')}/secret`)).toBe(`https://${env('HOST')}/…`);
});
