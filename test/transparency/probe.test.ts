import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, test } from 'vitest';
import { fixture, Scene } from './relay.ts';

async function connected(way: 'observe' | 'enforce'): Promise<string | undefined> {
  using scene = new Scene();
  const [command = '', ...args] = scene.command(way, fixture('ambiguous-probe.cjs'));
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  try {
    await client.connect(new StdioClientTransport({ command, args, stderr: 'ignore' }));
    return client.getNegotiatedProtocolVersion();
  } finally {
    await client.close();
  }
}

test('the official client whose probe is answered with what cannot pass says why, and does not fall back to the old protocol', async () => {
  expect(await connected('observe')).toBe('2026-07-28');
  await expect(connected('enforce')).rejects.toThrow(/blocked by oktsec: duplicate_key, ref \w+, do not retry/);
});
