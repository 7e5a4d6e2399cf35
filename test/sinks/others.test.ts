import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { desktopSink, notifier } from '../../src/sinks/desktop.ts';
import { fileSink } from '../../src/sinks/file.ts';
import { otlpSink } from '../../src/sinks/otlp.ts';
import { newHome } from '../fixtures/store/home.ts';
import { Receiver, status } from './receiver.ts';
import { notice, TELL } from './setup.ts';

const { signal } = new AbortController();

describe('a file', () => {
  test('gets a line of JSON for each notice, private to its owner', async () => {
    const path = join(newHome(), 'events.jsonl');
    const sink = fileSink({ type: 'file', ...TELL, path, format: 'jsonl' }, []);
    await sink.send(notice(), signal);
    await sink.send(notice({ seq: 43 }), signal);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ seq: 42, event: 'blocked' }, { seq: 43 }]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('in syslog is one RFC 5424 line', async () => {
    const path = join(newHome(), 'events.log');
    await fileSink({ type: 'file', ...TELL, path, format: 'syslog' }, []).send(notice(), signal);
    const line = readFileSync(path, 'utf8');
    expect(line).toMatch(
      /^<130>1 2026-01-05T10:00:00\.350Z \S+ oktsec - blocked \[oktsec@32473 id="0123456789abcdef-42" .*rules="CRED-001".*\] oktsec: blocked: /,
    );
    expect(line.split('\n')).toHaveLength(2);
  });

  test('that cannot be written, or is a link, is an error to try again', async () => {
    const home = newHome();
    const sink = (path: string) => fileSink({ type: 'file', ...TELL, path, format: 'jsonl' }, []);
    await expect(sink(join(home, 'none', 'x')).send(notice(), signal)).rejects.toMatchObject({ code: 'outbound' });
    writeFileSync(join(home, 'target'), '');
    symlinkSync(join(home, 'target'), join(home, 'link'));
    await expect(sink(join(home, 'link')).send(notice(), signal)).rejects.toThrow('ELOOP');
  });
});

describe('a collector', () => {
  const sink = (url: string) =>
    otlpSink({ type: 'otlp', ...TELL, url, headers: [{ name: 'x-key', value: 'k1' }] }, [], {
      env: {},
      version: '1.2.3',
    });

  test('is told by the official exporter over OTLP/HTTP', async () => {
    const receiver = await Receiver.open();
    receiver.answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{}');
    };
    const otlp = sink(`${receiver.url}/v1/logs`);
    await otlp.send(notice(), signal);
    await otlp.close?.();
    expect(receiver.got).toHaveLength(1);
    expect(receiver.got[0]).toMatchObject({
      path: '/v1/logs',
      headers: { 'x-key': 'k1', 'content-type': 'application/json' },
    });
    const [resource] = receiver.json(0).resourceLogs as { resource: object; scopeLogs: { logRecords: object[] }[] }[];
    expect(JSON.stringify(resource?.resource)).toContain('"service.name"');
    const [record] = resource?.scopeLogs[0]?.logRecords ?? [];
    expect(record).toMatchObject({ severityText: 'CRITICAL', severityNumber: 21 });
    expect(JSON.stringify(record)).toContain('oktsec.rules');
    expect(JSON.stringify(record)).not.toContain('please');
  });

  test('that does not take it is told again later', async () => {
    const receiver = await Receiver.open();
    receiver.answer = status(400);
    const otlp = sink(`${receiver.url}/v1/logs`);
    const message = 'the collector did not take it: status 400';
    await expect(otlp.send(notice(), signal)).rejects.toMatchObject({ code: 'outbound', message });
    await otlp.close?.();
  });

  test.each([
    ['what is no address', 'not an address', 'it is no URL'],
    ['the metadata service of a cloud', 'http://169.254.169.254/v1/logs', 'it is the metadata service of a cloud'],
    ['a variable that is not set', '', '$COLLECTOR is not set'],
  ])('is not dialled where the variable says %s, and ends all the same', async (_, collector, message) => {
    const headers: never[] = [];
    const env = { COLLECTOR: collector };
    const otlp = otlpSink({ type: 'otlp', ...TELL, url: '${env:COLLECTOR}', headers }, [], { env, version: '1.2.3' });
    await expect(otlp.send(notice(), signal)).rejects.toMatchObject({ code: 'outbound_refused', message });
    await otlp.close?.();
  });

  test('that is not there is said to be so', async () => {
    const otlp = sink('http://127.0.0.1:1/v1/logs');
    await expect(otlp.send(notice(), signal)).rejects.toThrow('the collector did not take it: ECONNREFUSED');
    await otlp.close?.();
  });
});

describe('the desktop', () => {
  const nasty = notice({
    decision: 'content_quarantined',
    action: 'hold',
    ref: 'H3LD77',
    from: '--help',
    tool: '$(id)',
  });

  test('is told by arguments that nothing reads as options, markup or a script', () => {
    const [program, args] = notifier(nasty, 'linux') ?? [];
    expect(program).toBe('notify-send');
    expect(args?.slice(0, 2)).toEqual(['--app-name=oktsec', '--']);
    expect(args?.[2]).toBe('oktsec holds a message');
    expect(args?.[3]).toContain('oktsec quarantine show H3LD77');
    const mac = notifier(nasty, 'darwin');
    expect(mac?.[1].filter((arg) => arg.includes('H3LD77'))).toHaveLength(1);
    expect(mac?.[1].slice(0, -3).join(' ')).not.toContain('H3LD77');
    expect(notifier(nasty, 'win32')).toBeUndefined();
  });

  test.skipIf(process.platform !== 'linux')('through the real program, or says that there is none', async () => {
    const folder = newHome();
    const path = process.env.PATH;
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const sink = desktopSink({ type: 'desktop', ...TELL }, [], 'linux');
    try {
      process.env.PATH = bin;
      await expect(sink.send(nasty, signal)).rejects.toThrow('notify-send is not installed');
      writeFileSync(join(bin, 'notify-send'), `#!/bin/sh\nfor a; do printf '%s\\n' "$a"; done > "${folder}/said"\n`);
      chmodSync(join(bin, 'notify-send'), 0o755);
      await sink.send(nasty, signal);
      expect(readFileSync(join(folder, 'said'), 'utf8')).toContain('oktsec holds a message\n');
    } finally {
      process.env.PATH = path;
    }
  });
});
