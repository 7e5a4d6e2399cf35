import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostRefusal } from '../../src/config/hosts.ts';
import { guardedLookup, post } from '../../src/outbound.ts';
import { Receiver, status } from './receiver.ts';

const to = (url: string, allowPrivate = false) => post({ url, headers: {}, body: '{}', allowPrivate });

describe('case 172: where nothing is sent', () => {
  test.each([
    'https://127.0.0.1/x',
    'https://localhost:8443/',
    'https://localhost./',
    'https://10.1.2.3/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://127.0.0.1.nip.io/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/',
    'https://metadata.google.internal/',
    'https://user:pass@example.com/',
    'http://example.com/plain',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_',
  ])('%s is refused, in a config and when it is used', async (url) => {
    expect(hostRefusal(url, false)).toBeTypeOf('string');
    await expect(to(url)).rejects.toMatchObject({ code: 'outbound_refused' });
  });

  test('a metadata service and its neighbours are refused even where private addresses are allowed', async () => {
    for (const url of [
      'http://169.254.169.254/',
      'http://169.254.1.1/',
      'http://[fe80::1]/',
      'http://100.100.100.200/',
      'http://[::ffff:a9fe:a9fe]/',
    ]) {
      await expect(to(url, true)).rejects.toMatchObject({ code: 'outbound_refused' });
    }
  });

  test('no spelling of an address of this machine or its network passes as public', () => {
    const octets = fc.tuple(fc.constantFrom(127, 10), fc.nat(255), fc.nat(255), fc.nat(255));
    const spellings = octets.chain(([a, b, c, d]) => {
      const value = ((a * 256 + b) * 256 + c) * 256 + d;
      return fc.constantFrom(
        `${a}.${b}.${c}.${d}`,
        String(value),
        `0x${value.toString(16)}`,
        `${a}.${b * 65536 + c * 256 + d}`,
        `0${a.toString(8)}.${b}.${c}.${d}`,
        `[::ffff:${a}.${b}.${c}.${d}]`,
      );
    });
    fc.assert(fc.property(spellings, (host) => hostRefusal(`https://${host}/`, false) !== undefined));
  });
});

describe('case 107: a name', () => {
  test('is resolved, and every address it has is looked at', async () => {
    const own = await lookup(hostname()).catch(() => undefined);
    const name = own === undefined ? 'localhost' : hostname();
    await expect(to(`https://${name}/`)).rejects.toMatchObject({ code: 'outbound_refused' });
  });

  test('the same holds for the lookup that an exporter is given', async () => {
    const asked = (name: string, allowPrivate: boolean) =>
      new Promise<unknown>((done) => guardedLookup(allowPrivate)(name, {}, (error) => done(error)));
    expect(await asked('localhost', true)).toBeNull();
    expect(await asked('localhost', false)).toBeInstanceOf(Error);
    expect(await asked('169.254.169.254', true)).toBeInstanceOf(Error);
  });
});

test('case 108: a redirect is not followed', async () => {
  const receiver = await Receiver.open();
  const other = await Receiver.open();
  receiver.answer = status(307, { location: other.url });
  expect(await to(receiver.url, true)).toMatchObject({ status: 307 });
  expect(other.got).toEqual([]);
});

describe('case 174: an endpoint that', () => {
  test('hangs is given up after 5 s', async () => {
    const receiver = await Receiver.open();
    receiver.answer = () => undefined;
    await expect(to(receiver.url, true)).rejects.toThrow('no answer within 5 s');
  });

  test('answers without end is cut off after 64 KiB', async () => {
    const receiver = await Receiver.open();
    let written = 0;
    receiver.answer = (response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16 * 1024))) written += 16 * 1024;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    expect(await to(receiver.url, true)).toMatchObject({ status: 200 });
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  test('is not there is an error that names no URL', async () => {
    const receiver = await Receiver.open();
    receiver.close();
    await expect(to(`${receiver.url}/services/SECRET`, true)).rejects.toThrow('ECONNREFUSED');
    await expect(to(`${receiver.url}/services/SECRET`, true)).rejects.not.toThrow('SECRET');
  });
});
