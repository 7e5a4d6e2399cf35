import { createHmac, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WEBHOOK_FORMATS } from '../../src/config/config.ts';
import { noticeOf } from '../../src/sinks/notice.ts';
import { SHAPES } from '../../src/sinks/shapes/index.ts';
import { wanting } from '../../src/sinks/wants.ts';
import { webhookSink } from '../../src/sinks/webhook.ts';
import { Receiver, status } from './receiver.ts';
import { hook, INSTANCE, notice, row, TELL, webhook } from './setup.ts';

const { signal } = new AbortController();

describe('what is sent', () => {
  test('as plain JSON: ids, hashes, rules', async () => {
    const receiver = await Receiver.open();
    await webhook(`${receiver.url}/in`).send(notice(), signal);
    expect(receiver.json(0)).toMatchObject({
      id: '0123456789abcdef-42',
      event: 'blocked',
      would: false,
      seq: 42,
      severity: 'critical',
      rules: ['CRED-001'],
      categories: ['credentials'],
      content_sha256: Buffer.from(row().hash).toString('hex'),
    });
    expect(receiver.got[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'oktsec-delivery': '0123456789abcdef-42',
    });
  });

  test.each([
    ['slack', (body: Record<string, unknown>) => body.text],
    ['discord', (body: Record<string, unknown>) => body.content],
    ['telegram', (body: Record<string, unknown>) => (body.chat_id === '-100' ? body.text : undefined)],
    ['teams', (body: Record<string, unknown>) => JSON.stringify(body.attachments)],
    ['jandi', (body: Record<string, unknown>) => body.body],
  ] as const)('in the shape of %s', async (format, sentenceIn) => {
    const receiver = await Receiver.open();
    const chatId = format === 'telegram' ? '-100' : undefined;
    await webhook(receiver.url, { format, chatId }).send(notice(), signal);
    expect(sentenceIn(receiver.json(0))).toContain('blocked: cursor to cursor.server-3');
    if (format === 'jandi') expect(receiver.got[0]?.headers.accept).toBe('application/vnd.tosslab.jandi-v2+json');
    if (format === 'discord') expect(receiver.json(0)).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  test('case 173: never text of a message, whatever a server calls its tools', () => {
    const hostile = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .map((text) => `<@everyone> ${text} [x](http://evil.example)`);
    fc.assert(
      fc.property(hostile, (text) => {
        const findings = row().findings.map((finding) => ({
          ...finding,
          excerpt: text,
          pointer: `/params/${text}`,
          name: text,
        }));
        const told = noticeOf(row({ tool: text, method: text, note: text, findings }), INSTANCE);
        for (const format of WEBHOOK_FORMATS) {
          const body = JSON.stringify(SHAPES[format].body(told, { chatId: '1' }));
          expect(body).not.toContain('everyone');
          expect(body).not.toContain('evil.example');
        }
      }),
    );
  });

  test('in observe it says that nothing was stopped', async () => {
    const receiver = await Receiver.open();
    await webhook(receiver.url, { format: 'slack' }).send(notice({ mode: 'observe', action: 'forward' }), signal);
    expect(receiver.json(0).text).toContain('would be blocked (observe)');
  });
});

describe('the signature', () => {
  test('with a secret is an HMAC over time and body', async () => {
    const receiver = await Receiver.open();
    const secret = '$'.concat('{env:HOOK_SECRET}');
    await webhook(receiver.url, { secret }, { HOOK_SECRET: 's3cret' }).send(notice(), signal);
    const { headers, body } = receiver.got[0]!;
    const time = String(headers['oktsec-timestamp']);
    expect(time).toBe('1800000000');
    expect(headers['oktsec-signature']).toBe(
      `v1=${createHmac('sha256', 's3cret').update(`${time}.${body}`).digest('hex')}`,
    );
  });

  test("by Ed25519 verifies with this home's public key", async () => {
    const receiver = await Receiver.open();
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const world = {
      env: {},
      now: () => 1_800_000_000_000_000,
      ed25519: () => ({ kind: 'ed25519', key: privateKey, keyId: INSTANCE }) as const,
    };
    await webhookSink(hook(receiver.url, { sign: 'ed25519' }), [], world).send(notice(), signal);
    const { headers, body } = receiver.got[0]!;
    const [, value = ''] = /^ed25519=(.+)$/.exec(String(headers['oktsec-signature'])) ?? [];
    const bytes = Buffer.from(`${headers['oktsec-timestamp']}.${body}`);
    expect(verify(null, bytes, publicKey, Buffer.from(value, 'base64'))).toBe(true);
    expect(headers['oktsec-key']).toBe(INSTANCE);
  });
});

describe('who is told', () => {
  const wants = (more: object, rules: Parameters<typeof wanting>[2] = []) =>
    wanting({ ...TELL, ...more }, 'webhook', rules);

  test('of its events from its severity on', () => {
    expect(wants({})(row())).toBe(true);
    expect(wants({ events: ['quarantined'] })(row())).toBe(false);
    expect(wants({ severity: 'critical' })(row())).toBe(true);
    const high = row({ findings: row().findings.map((finding) => ({ ...finding, severity: 'high' as const })) });
    expect(wants({ severity: 'critical' })(high)).toBe(false);
    expect(wants({})(row({ decision: 'allow', action: 'forward', rules: [], findings: [] }))).toBe(false);
    expect(wants({ severity: 'critical' })(row({ decision: 'tool_denied', rules: [], findings: [] }))).toBe(true);
  });

  test('of steps of held messages and of changes by operators, when it asks for them', () => {
    const step = row({
      kind: 'event',
      method: 'approve',
      decision: 'allow',
      action: 'forward',
      rules: [],
      findings: [],
    });
    expect(wants({ events: ['settled'] })(step)).toBe(true);
    expect(wants({ events: ['changed'] })(step)).toBe(false);
    expect(wants({ events: ['changed'] })({ ...step, method: 'mode_changed' })).toBe(true);
  });

  test('and of every row with a rule that names it', () => {
    const flagged = row({ decision: 'content_flagged', action: 'forward' });
    expect(wants({})(flagged)).toBe(false);
    expect(wants({}, [{ id: 'CRED-001', notify: ['webhook'] }])(flagged)).toBe(true);
    expect(wants({}, [{ id: 'CRED-001', notify: ['ops'] }])(flagged)).toBe(true);
    expect(wants({}, [{ id: 'CRED-001', notify: ['other'] }])(flagged)).toBe(false);
  });
});

test('what an answer means: taken, busy for so long, try again, or give up', async () => {
  const receiver = await Receiver.open();
  const sink = webhook(receiver.url);
  receiver.answer = status(204);
  await sink.send(notice(), signal);
  receiver.answer = status(429, { 'retry-after': '7' });
  await expect(sink.send(notice(), signal)).rejects.toMatchObject({ name: 'Busy', millis: 7000 });
  for (const [code, expected] of [
    [500, 'outbound'],
    [408, 'outbound'],
    [404, 'outbound_refused'],
    [302, 'outbound_refused'],
  ] as const) {
    receiver.answer = status(code);
    await expect(sink.send(notice(), signal)).rejects.toMatchObject({ code: expected });
  }
});
