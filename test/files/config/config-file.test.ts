import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { open, verifyConfig } from '../../../src/files/config/compile-snapshot.ts';
import { openFast, stamp } from '../../../src/files/config/config-file.ts';
import { findConfig, type Request } from '../../../src/files/config/find-config.ts';
import { rulesOf } from '../../../src/files/config/rule-packs.ts';
import { isTrusted, trustFile } from '../../../src/files/trust.ts';

let root: string;
let userHome: string;
let cwd: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'oktsec-files-'));
  userHome = join(root, 'user');
  cwd = join(root, 'work');
  for (const folder of [userHome, cwd]) mkdirSync(folder, { mode: 0o700 });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const request = (rest: Partial<Request> = {}): Request => ({ env: {}, userHome, ...rest });
const put = (path: string, text: string) => {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};
const CONFIG = 'version: "1"\n';
const ENFORCE = 'version: "1"\nmode: enforce\n';
const PACK = `- id: OWN-001
  name: Own word
  description: A word of this house that no message may carry.
  severity: high
  category: exfiltration
  channels: [any]
  patterns: ['zebrafish-\\d{4}']
  remediation: Take the word out.
  examples:
    match: ['the zebrafish-1234 word', 'zebrafish-9999']
    ignore: ['a zebra and a fish', 'zebrafish']
`;

test('without a config the defaults stand, and nothing is written', async () => {
  const { snapshot, place, problems } = await open(request());
  expect(place.from).toBe('none');
  expect(snapshot.config.mode).toBe('observe');
  expect(snapshot.home).toBe(join(userHome, '.oktsec'));
  expect(problems).toEqual([]);
  expect(openFast(request())?.snapshot).toEqual(snapshot);
  expect(readdirSync(userHome)).toEqual([]);
});

test('--config stands before $OKTSEC_CONFIG, that before a trusted ./oktsec.yaml, that before HOME/oktsec.yaml', () => {
  const flag = put(join(root, 'a', 'flag.yaml'), CONFIG);
  const env = put(join(root, 'a', 'env.yaml'), CONFIG);
  const here = put(join(cwd, 'oktsec.yaml'), CONFIG);
  const home = put(join(userHome, '.oktsec', 'oktsec.yaml'), CONFIG);
  trustFile(join(userHome, '.oktsec'), here);
  const named = { config: flag, env: { OKTSEC_CONFIG: env }, cwd };
  expect(findConfig(request(named))).toMatchObject({ path: flag, from: 'flag' });
  expect(findConfig(request({ ...named, config: undefined }))).toMatchObject({ path: env, from: 'env' });
  expect(findConfig(request({ cwd }))).toMatchObject({ path: here, from: 'cwd' });
  expect(findConfig(request())).toMatchObject({ path: home, from: 'home' });
});

test('the home is --home, else that of the config, else $OKTSEC_HOME, else ~/.oktsec', async () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), `${CONFIG}home: state\n`);
  const env = { OKTSEC_HOME: join(root, 'env-home') };
  const homeOf = async (rest: Partial<Request>) => (await open(request(rest))).snapshot.home;
  expect(await homeOf({ config, home: join(root, 'flag-home'), env })).toBe(join(root, 'flag-home'));
  expect(await homeOf({ config, env })).toBe(join(root, 'c', 'state'));
  expect(await homeOf({ env })).toBe(join(root, 'env-home'));
  expect(await homeOf({})).toBe(join(userHome, '.oktsec'));
});

test('a working directory brings no policy of its own until it is trusted, and again after each change', () => {
  const home = join(userHome, '.oktsec');
  const here = put(join(cwd, 'oktsec.yaml'), ENFORCE);
  expect(findConfig(request({ cwd }))).toMatchObject({ from: 'none', hint: expect.stringContaining('oktsec trust') });
  trustFile(home, here);
  expect(findConfig(request({ cwd }))).toMatchObject({ path: here, from: 'cwd' });
  expect(statSync(join(home, 'trust.json')).mode & 0o777).toBe(0o600);
  writeFileSync(here, `${CONFIG}# changed\n`);
  expect(isTrusted(home, here)).toBe(false);
  expect(findConfig(request({ cwd })).from).toBe('none');
  trustFile(home, here);
  expect(findConfig(request({ cwd })).from).toBe('cwd');
});

test('a file that nobody trusted is not even opened', () => {
  const here = put(join(cwd, 'oktsec.yaml'), 'not: [yaml');
  chmodSync(here, 0o000);
  expect(findConfig(request({ cwd })).from).toBe('none');
});

test('a config or home that others can write is refused', () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), CONFIG);
  chmodSync(config, 0o666);
  expect(() => findConfig(request({ config }))).toThrow(`the config ${config} can be written by other users`);
  chmodSync(config, 0o620);
  expect(() => findConfig(request({ config }))).toThrow('can be written by other users');
  chmodSync(config, 0o600);
  chmodSync(join(root, 'c'), 0o777);
  expect(() => findConfig(request({ config }))).toThrow('can be written by everybody');
  chmodSync(join(root, 'c'), 0o700);
  mkdirSync(join(userHome, '.oktsec'));
  chmodSync(join(userHome, '.oktsec'), 0o770);
  expect(() => findConfig(request({ config }))).toThrow(/^the home .* can be written by other users$/);
});

test('a named config that is not there is an error with a hint', () => {
  expect(() => findConfig(request({ config: join(root, 'none.yaml') }))).toThrow(
    `there is no config ${root}/none.yaml`,
  );
});

test('a compiled snapshot is found again without a parser, and by its text alone', async () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), ENFORCE);
  expect(openFast(request({ config }))).toBeUndefined();
  const { snapshot } = await open(request({ config }));
  expect(openFast(request({ config }))?.snapshot).toEqual(snapshot);
  put(config, ENFORCE);
  expect(openFast(request({ config }))?.snapshot).toEqual(snapshot);
  put(config, `${ENFORCE}# a word\n`);
  expect(openFast(request({ config }))).toBeUndefined();
  expect(statSync(join(userHome, '.oktsec')).mode & 0o777).toBe(0o700);
});

test('a symlinked config is the file it points to', async () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), `${CONFIG}home: state\n`);
  const link = join(root, 'link.yaml');
  symlinkSync(config, link);
  const { snapshot } = await open(request({ config: link }));
  expect(snapshot).toMatchObject({ path: config, home: join(root, 'c', 'state') });
  expect(openFast(request({ config }))?.snapshot).toEqual(snapshot);
});

test('two configs with one home keep apart', async () => {
  const home = join(root, 'h');
  const one = put(join(root, 'c', 'one.yaml'), CONFIG);
  const two = put(join(root, 'c', 'two.yaml'), ENFORCE);
  await open(request({ config: one, home }));
  await open(request({ config: two, home }));
  expect(openFast(request({ config: one, home }))?.snapshot.config.mode).toBe('observe');
  expect(openFast(request({ config: two, home }))?.snapshot.config.mode).toBe('enforce');
});

test('a bad config: the last good one stands in at a start, what runs goes on at a reload, and nothing at all throws', async () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), ENFORCE);
  const good = (await open(request({ config }))).snapshot;
  put(config, 'version: "1"\nmode: enforced\n');
  expect(openFast(request({ config }))).toBeUndefined();
  const started = await open(request({ config }));
  expect(started.snapshot).toEqual(good);
  expect(started.problems.map(({ message }) => message)).toEqual([`${config}:2:7: bad value "enforced" for mode`]);
  const running = { ...good, home: '/elsewhere' };
  expect((await open(request({ config }), { running })).snapshot).toBe(running);
  const fresh = put(join(root, 'c', 'fresh.yaml'), 'mode: x\n');
  await expect(open(request({ config: fresh }))).rejects.toMatchObject({ code: 'config', exit: 2 });
});

test('own rules come in beside the bundled ones and are compiled once', async () => {
  const config = put(
    join(root, 'c', 'oktsec.yaml'),
    `${CONFIG}rules_dir: [mine]\nrules: [{ id: OWN-001, action: block }]\n`,
  );
  const pack = put(join(root, 'c', 'mine', 'own.yaml'), PACK);
  const { snapshot, problems } = await open(request({ config }));
  expect(problems).toEqual([]);
  expect(rulesOf(snapshot).rules.get('OWN-001')?.name).toBe('Own word');
  expect(rulesOf(snapshot).rules.size).toBeGreaterThan(1);
  expect(openFast(request({ config }))?.snapshot).toEqual(snapshot);
  writeFileSync(pack, PACK.replace('Own word', 'Our word'));
  expect(openFast(request({ config }))).toBeUndefined();
  const next = await open(request({ config }));
  expect(rulesOf(next.snapshot).rules.get('OWN-001')?.name).toBe('Our word');
  expect(next.snapshot.hash).not.toBe(snapshot.hash);
  put(join(root, 'c', 'mine', 'more.yaml'), PACK.replaceAll('OWN-001', 'OWN-002'));
  expect(openFast(request({ config }))).toBeUndefined();
  expect(rulesOf((await open(request({ config }))).snapshot).rules.has('OWN-002')).toBe(true);
});

test('case 231: a pack cannot take the id of a bundled rule', async () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), `${ENFORCE}rules_dir: [mine]\n`);
  const { rules } = rulesOf((await open(request())).snapshot);
  const [bundled] = rules.keys();
  put(join(root, 'c', 'mine', 'own.yaml'), PACK.replace('OWN-001', bundled ?? ''));
  await expect(open(request({ config }))).rejects.toThrow(bundled);
  expect((await verifyConfig(request({ config }))).problems).toHaveLength(1);
});

test('broken rule files: enforce does not start, observe runs the bundled rules and says so, a reload keeps what runs', async () => {
  const body = 'rules_dir: [mine]\nrules: [{ id: OWN-001, action: block }]\n';
  const config = put(join(root, 'c', 'oktsec.yaml'), CONFIG + body);
  put(join(root, 'c', 'mine', 'own.yaml'), PACK.replace('severity: high', 'severity: higher'));
  const started = await open(request({ config }));
  expect(started.problems).toHaveLength(1);
  expect(started.problems[0]?.message).toContain('own.yaml');
  expect(rulesOf(started.snapshot).rules.has('OWN-001')).toBe(false);
  await expect(open(request({ config }), { mode: 'enforce' })).rejects.toThrow('own.yaml');
  const running = started.snapshot;
  expect((await open(request({ config }), { mode: 'enforce', running })).snapshot).toBe(running);
  expect(openFast(request({ config }))).toBeUndefined();
});

test('a rules folder that others can write is refused', async () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), `${ENFORCE}rules_dir: [mine]\n`);
  put(join(root, 'c', 'mine', 'own.yaml'), PACK);
  chmodSync(join(root, 'c', 'mine'), 0o777);
  await expect(open(request({ config }))).rejects.toThrow('can be written by others');
});

test('a home that cannot be written costs the cache and nothing else', async () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), `${CONFIG}rules_dir: [mine]\n`);
  put(join(root, 'c', 'mine', 'own.yaml'), PACK);
  const { snapshot } = await open(request({ config, home: '/proc/oktsec' }));
  expect(snapshot.table).toBeUndefined();
  expect(rulesOf(snapshot).rules.has('OWN-001')).toBe(true);
});

test('a broken cache is compiled again', async () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), CONFIG);
  await open(request({ config }));
  const cache = join(userHome, '.oktsec', 'cache');
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), '{"format":1');
  expect(openFast(request({ config }))).toBeUndefined();
  await open(request({ config }));
  expect(openFast(request({ config }))).toBeDefined();
});

test('the stamp changes with the config, the rule files, and which config counts', async () => {
  const home = join(userHome, '.oktsec');
  const none = (await open(request())).snapshot;
  const before = stamp(request(), none);
  expect(stamp(request(), none)).toBe(before);
  const config = put(join(home, 'oktsec.yaml'), `${CONFIG}rules_dir: [mine]\n`);
  expect(stamp(request(), none)).not.toBe(before);
  mkdirSync(join(home, 'mine'), { mode: 0o700 });
  const { snapshot } = await open(request());
  const stamps = [stamp(request(), snapshot)];
  put(join(home, 'mine', 'own.yaml'), PACK);
  stamps.push(stamp(request(), snapshot));
  writeFileSync(config, `${CONFIG}rules_dir: [mine]\n# more\n`);
  stamps.push(stamp(request(), snapshot));
  chmodSync(config, 0o666);
  stamps.push(stamp(request(), snapshot));
  expect(new Set(stamps).size).toBe(4);
});

test('every problem of a config is told to verify, and nothing is written', async () => {
  const config = put(join(root, 'c', 'oktsec.yaml'), 'version: "1"\nmode: x\nfoo: 1\n');
  expect((await verifyConfig(request({ config }))).problems).toHaveLength(2);
  put(config, 'version: "1"\nrules: [{ id: NO-1, action: block }]\n');
  expect((await verifyConfig(request({ config }))).problems[0]?.message).toContain(':2:15: unknown rule "NO-1"');
  put(config, CONFIG);
  expect((await verifyConfig(request({ config }))).problems).toEqual([]);
  expect(readdirSync(userHome)).toEqual([]);
  expect(readFileSync(config, 'utf8')).toBe(CONFIG);
});
