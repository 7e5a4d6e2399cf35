import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, sign as nodeSign, verify as nodeVerify, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as noble from '@noble/ed25519';
import { writeKeyPair } from '../src/files/keys/key-files.ts';
import { secretKeyOf, verifyBytes } from '../src/identity/ed25519.ts';
import { signLetter, verifyLetter } from '../src/identity/letter.ts';
import { makeKeyring } from '../src/identity/make-keyring.ts';
import { type Report, type Row, ratio } from './figures.ts';
import { postMany } from './post-many.ts';
import { node, oktsec, type Place, peer } from './ways.ts';

const MESSAGES = 2000;
const LANES = 64;
const SIGNED = 400;
const CONTENT =
  'The figures of the third quarter are in the shared folder; please check the second table before Friday.';

/** Messages per second beside an empty handler of the same server and a bare verify; what a signature costs. */
export async function benchMessage(place: Place, rounds: number): Promise<Report[]> {
  return [signatures(rounds), await delivery(place, rounds)];
}

/** A message taken: identity, replay, policy, scan, a row, the mailbox, all committed before the answer. */
async function delivery(place: Place, rounds: number): Promise<Report> {
  const home = join(place.folder, 'message');
  const sender = makeHome(home);
  const empty = await started([node, peer('empty-server.ts')]);
  const ours = await started([node, oktsec, 'serve', '--home', home, '--port', '0']);
  try {
    const { instance } = (await (await fetch(`${ours.url}/health`)).json()) as { readonly instance: string };
    const letters = () =>
      Array.from({ length: MESSAGES }, () => {
        const draft = { from: 'alice', to: 'bob', content: CONTENT };
        const nonce = randomBytes(16).toString('base64url');
        return Buffer.from(JSON.stringify(signLetter(draft, sender, { aud: instance, now: Date.now() * 1000, nonce })));
      });
    const payload = randomBytes(300);
    const signature = nodeSign(null, payload, sender.key);
    const verifying = () => {
      const start = performance.now();
      for (let n = 0; n < SIGNED; n += 1) verifyBytes(sender.public, payload, signature);
      return ((performance.now() - start) * 1000) / SIGNED;
    };
    const rows = { verify: [] as number[], empty: [] as number[], message: [] as number[] };
    // The first rounds warm both servers up and are not counted.
    for (let round = -2; round < rounds; round += 1) {
      const bodies = letters();
      const one = { empty: 0, message: 0 };
      const order = round % 2 === 0 ? (['empty', 'message'] as const) : (['message', 'empty'] as const);
      for (const name of order) {
        const { url } = name === 'empty' ? empty : ours;
        one[name] = ((await postMany(url, bodies, LANES)) * 1000) / MESSAGES;
      }
      const verify = verifying();
      if (round < 0) continue;
      rows.verify.push(verify);
      rows.empty.push(one.empty);
      rows.message.push(one.message);
    }
    const bound = rows.empty.map((value, round) => value + (rows.verify[round] ?? Number.NaN));
    const perSecond = (values: readonly number[]) => Math.round(1e6 / Math.min(...values));
    return {
      title: `POST /v1/message, ${LANES} connections, ${CONTENT.length} characters`,
      unit: 'µs of wall time per message',
      rows: [
        { name: 'bare verify', values: rows.verify },
        { name: 'empty handler', values: rows.empty },
        { name: 'both: the bound', values: bound },
        { name: 'message', values: rows.message },
      ],
      // A goal is an upper limit: 60 % of the bound's rate is 1.67 times its time.
      goals: [{ name: 'time of a message over the bound', ...ratio(rows.message, bound), limit: 1.667 }],
      notes: [
        `messages per second: ${perSecond(rows.message)}, bound ${perSecond(bound)} (best rounds)`,
        `share of the bound: ${Math.round(100 / ratio(rows.message, bound).median)} % (median)`,
        'the bound counts the signature on top of the handler; oktsec checks it on another thread',
      ],
    };
  } finally {
    await Promise.all([ended(empty), ended(ours)]);
  }
}

function signatures(rounds: number): Report {
  const seed = randomBytes(32);
  const secret = secretKeyOf(seed);
  if (secret === undefined) throw new Error('no key');
  noble.hashes.sha512 = (message) => createHash('sha512').update(message).digest();
  const raw = noble.getPublicKey(seed);
  const now = Date.now() * 1000;
  const aud = 'a'.repeat(32);
  const draft = { from: 'alice', to: 'bob', content: CONTENT };
  const letter = signLetter(draft, secret, { aud, now, nonce: 'n'.repeat(22) });
  const ring = makeKeyring([{ agent: 'alice', raw: secret.public.raw }], []);
  const policy = { requireSignature: true, formats: ['v2'] as const, maxAgeMicros: 3e8, maxAheadMicros: 3e7 };
  const payload = randomBytes(300);
  const signature = nodeSign(null, payload, secret.key);
  const ways: readonly (readonly [string, () => unknown])[] = [
    ['sign: oktsec, a letter', () => signLetter(draft, secret, { aud, now, nonce: 'n'.repeat(22) })],
    ['sign: node:crypto', () => nodeSign(null, payload, secret.key)],
    ['sign: @noble/ed25519', () => noble.sign(payload, seed)],
    ['verify: oktsec, a letter', () => verifyLetter(letter, { ring, policy, aud, names: [], now })],
    ['verify: node:crypto', () => nodeVerify(null, payload, secret.public.key, signature)],
    ['verify: @noble/ed25519', () => noble.verify(signature, payload, raw, { zip215: false })],
  ];
  const found = new Map<string, number[]>(ways.map(([name]) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, run] of ways) {
      const times = name.includes('noble') ? SIGNED / 10 : SIGNED;
      const start = performance.now();
      for (let n = 0; n < times; n += 1) run();
      if (round >= 0) found.get(name)?.push(((performance.now() - start) * 1000) / times);
    }
  }
  const rows: Row[] = [...found].map(([name, values]) => ({ name, values }));
  return { title: 'Ed25519', unit: 'µs', rows, goals: [], notes: [] };
}

/** A home with two agents, and limits that a bench does not meet. */
function makeHome(home: string) {
  const keys = join(home, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  writeFileSync(
    join(home, 'oktsec.yaml'),
    `version: "1"
mode: enforce
limits: { rate_per_address: 9000000/s, rate_per_agent: 9000000/s }
delivery: { max_messages: 1000000, max_bytes: 1024MiB }
agents: { alice: { can_message: [bob] }, bob: {} }
`,
    { mode: 0o600 },
  );
  const [sender] = ['alice', 'bob'].map((agent) => {
    const secret = secretKeyOf(randomBytes(32));
    if (secret === undefined) throw new Error('no key');
    writeKeyPair(keys, agent, secret);
    return secret;
  });
  if (sender === undefined) throw new Error('no key');
  return sender;
}

type Started = { readonly child: ChildProcess; readonly url: string };

/** Starts a server and waits for the address it prints. */
function started([command = '', ...words]: readonly string[]): Promise<Started> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const url = /http:\/\/[\d.]+:\d+(?=\n)/.exec(said)?.[0];
      if (url !== undefined) resolve({ child, url });
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${words.join(' ')} ended with ${code}: ${said}`)));
  });
}

/** Ends a server and waits until it is gone: the place it writes to is removed next. */
function ended({ child }: Started): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.removeAllListeners('exit').once('exit', () => resolve());
    child.kill();
  });
}
