import { expect, test } from 'vitest';
import { checkConfig, parseConfig } from '../../src/config/parse.ts';

const known = { rules: new Set(['CRED-001']) };
const config = (body: string) => parseConfig(`version: "1"\n${body}`, 'oktsec.yaml', known);
const problems = (body: string) =>
  checkConfig(`version: "1"\n${body}`, 'oktsec.yaml', known).problems.map(({ message }) =>
    message.replace('oktsec.yaml:', ''),
  );

test('webhooks and sinks with their defaults', () => {
  const { webhooks, sinks, rules } = config(`
webhooks:
  - url: https://example.com/in
  - { url: https://example.com/bot, name: bot, format: telegram, chat_id: -100, events: [settled], severity: high, sign: ed25519 }
sinks:
  - { type: file, path: x.log, format: syslog }
  - { type: otlp, url: http://127.0.0.1:4318/v1/logs, headers: { X-Key: a } }
  - { type: desktop, name: me }
rules: [{ id: CRED-001, notify: [webhook, bot, me, file] }]
`);
  expect(webhooks).toEqual([
    {
      name: 'webhook-1',
      url: 'https://example.com/in',
      format: 'json',
      events: ['blocked', 'quarantined'],
      severity: 'info',
      allowPrivate: false,
    },
    {
      name: 'bot',
      url: 'https://example.com/bot',
      format: 'telegram',
      chatId: '-100',
      events: ['settled'],
      severity: 'high',
      sign: 'ed25519',
      allowPrivate: false,
    },
  ]);
  expect(sinks).toMatchObject([
    {
      type: 'file',
      name: 'file-1',
      path: 'x.log',
      format: 'syslog',
      events: expect.arrayContaining(['delivered', 'changed']),
    },
    { type: 'otlp', name: 'otlp-2', headers: [{ name: 'X-Key', value: 'a' }] },
    { type: 'desktop', name: 'me', events: ['quarantined'] },
  ]);
  expect(rules[0]).toMatchObject({ notify: ['webhook', 'bot', 'me', 'file'] });
});

test.each([
  [
    'webhooks: [{ url: "http://169.254.169.254/x" }]',
    '2:19: this URL is not dialled: it is the metadata service of a cloud',
  ],
  [
    'webhooks: [{ url: "https://127.0.0.1/x" }]',
    '2:19: this URL is not dialled: it is on this machine or its network, and needs allow_private: true',
  ],
  ['webhooks: [{ url: "http://example.com/x" }]', '2:19: this URL is not dialled: it is not https'],
  ['webhooks: [{ url: "no url" }]', '2:19: this URL is not dialled: it is no URL'],
  [
    'webhooks: [{ url: "https://a:b@example.com/" }]',
    '2:19: this URL is not dialled: a name or password in it is not allowed',
  ],
  ['webhooks: [{ format: slack }]', '2:12: missing key "url"'],
  ['webhooks: [{ url: "https://example.com/", format: irc }]', '2:51: bad value "irc" for format'],
  ['webhooks: [{ url: "https://example.com/", name: "A B" }]', '2:49: "A B" is no name'],
  ['webhooks: [{ url: "https://example.com/", format: telegram }]', '2:51: telegram needs chat_id'],
  ['webhooks: [{ url: "https://example.com/", chat_id: x }]', '2:52: chat_id is for telegram only'],
  ['webhooks: [{ url: "https://example.com/", secret: a, sign: ed25519 }]', '2:60: secret and sign exclude each other'],
  ['webhooks: [{ url: "https://example.com/", event: [blocked] }]', '2:43: unknown key "event"'],
  ['sinks: [{ type: file }]', '2:17: a sink of type file needs path'],
  ['sinks: [{ type: desktop, path: x }]', '2:32: path does not apply to a sink of type desktop'],
  [
    'sinks: [{ type: otlp, url: "http://169.254.169.254/" }]',
    '2:28: this URL is not dialled: it is the metadata service of a cloud',
  ],
  ['sinks: [{ type: file, path: a, name: me }, { type: file, path: b, name: me }]', '2:73: the name "me" is taken'],
  ['rules: [{ id: CRED-001, notify: [webhook] }]', '2:34: nobody to notify is called "webhook"'],
])('%s is an error', (body, message) => {
  expect(problems(body)).toEqual([message]);
});

test('allow_private is only advised where it would help', () => {
  const hintOf = (url: string) =>
    checkConfig(`version: "1"\nwebhooks: [{ url: "${url}" }]`, 'oktsec.yaml', known).problems[0]?.hint;
  for (const url of ['https://127.0.0.1/x', 'http://example.com/x']) expect(hintOf(url)).toContain('allow_private');
  for (const url of ['ftp://example.com/x', 'no url', 'http://169.254.169.254/x']) expect(hintOf(url)).toBeUndefined();
});

test('a URL with a variable is looked at when it is used', () => {
  const variable = '$'.concat('{env:HOOK}');
  expect(config(`webhooks: [{ url: "${variable}" }]`).webhooks[0]?.url).toBe(variable);
});
