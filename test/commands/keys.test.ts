import { execFile, execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readKeyFolder, readSecretKey } from '../../src/files/keys/key-files.ts';
import { LiveKeyring } from '../../src/files/keys/keyring-file.ts';
import { keysOf } from '../../src/identity/keyring.ts';
import { NOW, World } from './world.ts';

// The world's random bytes are zeros: pairs for several agents are made by node where they must differ.
const pair = (world: World, agent: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  world.write(`${agent}.key`, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return world.write(`${agent}.pub`, publicKey.export({ type: 'spki', format: 'pem' }).toString());
};

test('keygen writes a private and a public file, and says which is which', async () => {
  const world = new World();
  const ran = await world.run(['keygen', '--agent', 'research-agent', '--out', './keys/']);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('private, stays with the agent');
  const folder = join(world.cwd, 'keys');
  expect(readdirSync(folder).sort()).toEqual(['research-agent.key', 'research-agent.pub']);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'research-agent.key')).mode & 0o777).toBe(0o600);
  expect(readKeyFolder(folder).keys).toEqual([
    { agent: 'research-agent', raw: readSecretKey(join(folder, 'research-agent.key')).public.raw },
  ]);
});

test.each([
  ['../../x', '1 to 64 of'],
  ['NUL', 'a device of Windows: try "agent-NUL"'],
  ['com1.txt', 'a device of Windows'],
  ['.hid', 'start with none of'],
  ['a'.repeat(256), '1 to 64 of'],
  ['end.', 'Windows drops the dot'],
  ['', '1 to 64 of'],
])('case 104: keygen refuses the name %j, says why and makes no file', async (name, why) => {
  const world = new World();
  const ran = await world.run(['keygen', '--agent', 'fine', '--agent', name, '--out', './keys']);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain(why);
  expect(existsSync(join(world.cwd, 'keys'))).toBe(false);
});

test('keygen without an agent, and a private key that is not there, say what to do', async () => {
  const world = new World();
  const none = await world.run(['keygen']);
  expect(none).toMatchObject({ code: 2, out: '' });
  expect(none.err).toContain('--agent');
  const { code, err } = await world.run(['sign', '--from', 'ann', '--to', 'bob', 'hello']);
  expect(code).toBe(2);
  expect(err).toContain(
    'ann.key cannot be read: there is no such file or folder (ENOENT)\noktsec: hint: oktsec keygen --agent ann',
  );
});

test('case 233: keygen over an existing key is refused without --force', async () => {
  const world = new World();
  await world.run(['keygen', '--agent', 'a', '--out', './keys']);
  const path = join(world.cwd, 'keys', 'a.key');
  writeFileSync(path, 'mine');
  const again = await world.run(['keygen', '--agent', 'a', '--out', './keys']);
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('there is a key of "a"') });
  expect(readFileSync(path, 'utf8')).toBe('mine');
  expect((await world.run(['keygen', '--agent', 'a', '--out', './keys', '--force'])).code).toBe(0);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('case 232: a private key that others can read, or a link in its place, is refused', async () => {
  const world = new World();
  await world.run(['keygen', '--agent', 'a', '--out', '.']);
  const path = join(world.cwd, 'a.key');
  chmodSync(path, 0o644);
  expect(() => readSecretKey(path)).toThrow('can be read by other users');
  chmodSync(path, 0o600);
  symlinkSync(path, join(world.cwd, 'b.key'));
  expect(() => readSecretKey(join(world.cwd, 'b.key'))).toThrow('it is a symbolic link');
  expect(() => readSecretKey(world.cwd)).toThrow('no ordinary file');
  const signed = await world.run(['sign', '--from', 'a', '--to', 'b', '--key', 'b.key', 'hello']);
  expect(signed).toMatchObject({ code: 2, err: expect.stringContaining('symbolic link') });
});

test('case 117: what is no Ed25519 public key is refused and named, and the rest is read', () => {
  const world = new World();
  const pem = (type: 'rsa' | 'ec' | 'ed448' | 'x25519') => {
    const { publicKey } =
      type === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 1024 })
        : type === 'ec'
          ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
          : type === 'ed448'
            ? generateKeyPairSync('ed448')
            : generateKeyPairSync('x25519');
    return publicKey.export({ type: 'spki', format: 'pem' }).toString();
  };
  // One of X25519 is as long as one of Ed25519.
  for (const type of ['rsa', 'ec', 'ed448', 'x25519'] as const) world.write(`${type}.pub`, pem(type));
  const good = pair(world, 'good');
  world.write('private.pub', readFileSync(join(world.cwd, 'good.key')));
  world.write('large.pub', `${readFileSync(good, 'utf8')}${' '.repeat(70_000)}`);
  world.write('NUL.pub', readFileSync(good));
  symlinkSync(good, join(world.cwd, 'linked.pub'));
  const { keys, refused } = readKeyFolder(world.cwd);
  expect(keys.map(({ agent }) => agent)).toEqual(['good']);
  expect(refused.map(({ name }) => name)).toEqual([
    'NUL',
    'ec',
    'ed448',
    'large',
    'linked',
    'private',
    'rsa',
    'x25519',
  ]);
  for (const { why } of refused) expect(why).not.toBe('');
});

test('rotate replaces the pair and revokes the old key; list, verify and a live ring say so at once', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await world.run(['keygen', '--agent', 'a']);
  const folder = join(world.home, 'keys');
  // Zeros are the world's random bytes, so the pair that stands is exchanged for another one.
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'a.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  writeFileSync(join(folder, 'a.pub'), publicKey.export({ type: 'spki', format: 'pem' }).toString());
  const live = new LiveKeyring(world.home, folder, (_, error) => expect(error).toBeUndefined());
  const old = keysOf(live.now(), 'a', NOW)[0]!.public.fingerprint;
  const signed = await world.run(['sign', '--from', 'a', '--to', 'b', 'hello']);
  const letter = world.write('letter.json', signed.out);
  expect((await world.run(['verify', letter])).out).toContain('ok: a signed it (v2');
  const rotated = await world.run(['keys', 'rotate', '--agent', 'a', '--grace', '10m', '--json']);
  expect(JSON.parse(rotated.out)).toMatchObject([
    { agent: 'a', revoked: old, until: expect.stringContaining('T14:10') },
  ]);
  expect(keysOf(live.now(), 'a', NOW).map((key) => key.until === undefined)).toEqual([true, false]);
  expect(keysOf(live.now(), 'a', NOW + 601 * 1e6)).toHaveLength(1);
  expect((await world.run(['verify', letter], { now: NOW + 601 * 1e6 })).code).toBe(1);
  const listed = await world.run(['keys', 'list', '--json']);
  expect(JSON.parse(listed.out).map((line: { status: string }) => line.status)).toEqual(['active', 'grace']);
  expect((await world.run(['logs', '--json'])).out).toContain('key_rotated');
});

test('case 130: revoke is in force in a live ring with its next question, and the key never comes back', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await world.run(['keygen', '--agent', 'a']);
  const folder = join(world.home, 'keys');
  const pub = readFileSync(join(folder, 'a.pub'));
  const live = new LiveKeyring(world.home, folder, () => {});
  expect(keysOf(live.now(), 'a', NOW)).toHaveLength(1);
  expect((await world.run(['keys', 'revoke', '--agent', 'a', '--reason', 'lost'])).code).toBe(0);
  expect(keysOf(live.now(), 'a', NOW)).toHaveLength(0);
  const imported = await world.run(['keys', 'import', '--agent', 'b', world.write('b.pub', pub)], { types: 'IMPORT' });
  expect(imported).toMatchObject({ code: 2, err: expect.stringContaining('was revoked') });
  expect((await world.run(['keys', 'revoke', '--agent', 'a'])).code).toBe(1);
  expect((await world.run(['keys', 'list'])).out).toContain('lost');
});

test('import asks on the terminal, takes one public key per agent, and one agent per key', async () => {
  const world = new World();
  const file = pair(world, 'friend');
  expect((await world.run(['keys', 'import', '--agent', 'friend', file])).code).toBe(2);
  expect((await world.run(['keys', 'import', '--agent', 'friend', file], { types: 'yes' })).code).toBe(1);
  expect((await world.run(['keys', 'import', '--agent', 'friend', file], { types: 'IMPORT' })).code).toBe(0);
  const other = await world.run(['keys', 'import', '--agent', 'other', file], { types: 'IMPORT' });
  expect(other.err).toContain('that is the key of "friend"');
  const second = pair(world, 'second');
  const over = await world.run(['keys', 'import', '--agent', 'friend', second], { types: 'IMPORT' });
  expect(over.err).toContain('revoke it first');
});

test('verify of a letter says whose signature it is, and no when it is nobody’s', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await world.run(['keygen', '--agent', 'a']);
  for (const format of ['v2', 'v1-newline', 'v1-concat']) {
    const { out } = await world.run([
      'sign',
      '--from',
      'a',
      '--to',
      'b',
      '--format',
      format,
      '--metadata',
      '{"k":1}',
      'hello',
    ]);
    const verified = await world.run(['verify', '--json', '-'], { stdin: out });
    expect(JSON.parse(verified.out)).toMatchObject([{ verified: true, format, metadata_signed: format === 'v2' }]);
    const forged = await world.run(['verify', '-'], { stdin: out.replace('hello', 'hullo') });
    expect(forged).toMatchObject({ code: 1, err: expect.stringContaining('bad_signature') });
  }
  expect((await world.run(['verify', '-'], { stdin: '{"from":"a","from":"b"}' })).err).toContain('duplicate_key');
  expect((await world.run(['sign', '--from', 'a', '--to', 'b'])).err).toContain('there is no message');
});

test.skipIf(process.platform === 'win32')('a file that is a pipe nobody writes into is not waited for', async () => {
  const world = new World();
  await world.run(['keygen', '--agent', 'a', '--out', '.']);
  execFileSync('mkfifo', [join(world.cwd, 'pipe')]);
  for (const argv of [
    ['verify', 'pipe'],
    ['sign', '--from', 'a', '--to', 'b', '--key', 'a.key', '--aud', '0'.repeat(32), '--file', 'pipe'],
    ['logs', 'verify', '--anchor', 'pipe'],
  ]) {
    const { code, err } = await world.run(argv);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('nobody writes into this pipe') });
  }
});

test('an agent whose key was taken back gets a new one by the command that is named', async () => {
  const world = new World();
  world.config('version: "1"\n');
  let count = 0;
  const io = world.io.bind(world);
  world.io = (...given) => ({ ...io(...given), random: (size) => new Uint8Array(size).fill(++count) });
  await world.run(['keygen', '--agent', 'ann']);
  await world.run(['keys', 'revoke', '--agent', 'ann'], { types: 'REVOKE' });
  const rotated = await world.run(['keys', 'rotate', '--agent', 'ann']);
  expect(rotated).toMatchObject({ code: 1, err: expect.stringContaining('the key of "ann" was taken back') });
  const hint = /hint: oktsec (keygen .*) makes a new pair/.exec(rotated.err)?.[1]?.split(' ') ?? [];
  expect(await world.run(hint)).toMatchObject({ code: 0 });
  const { out } = await world.run(['keys', 'list']);
  expect(out).toMatch(/^ann +active/m);
});

test('of rotations at the same moment each takes back the key of the one before', async () => {
  const world = new World();
  await world.run(['keygen', '--agent', 'a']);
  const cli = fileURLToPath(new URL('../../bin/oktsec.js', import.meta.url));
  const rotate = () =>
    promisify(execFile)(process.execPath, [cli, 'keys', 'rotate', '--agent', 'a'], {
      env: { ...process.env, OKTSEC_HOME: world.home },
    });
  await Promise.all(Array.from({ length: 4 }, rotate));
  expect(readdirSync(join(world.home, 'revoked'))).toHaveLength(4);
  const { raw } = readSecretKey(join(world.home, 'keys', 'a.key')).public;
  expect(readKeyFolder(join(world.home, 'keys')).keys).toEqual([{ agent: 'a', raw }]);
});
