import { spawnSync } from 'node:child_process';
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { launchdPlist, systemdUnit } from '../../src/commands/service/units.ts';
import { World } from './world.ts';

const root = dirname(dirname(import.meta.dirname));

test('service install --print shows the unit that starts serve in this home, and writes nothing', () => {
  const user = realpathSync(mkdtempSync(join(tmpdir(), 'oktsec-service-')));
  onTestFinished(() => rmSync(user, { recursive: true, force: true }));
  const ran = spawnSync(process.execPath, [join(root, 'bin/oktsec.js'), 'service', 'install', '--print'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: user },
  });
  expect({ status: ran.status, err: ran.stderr }).toEqual({ status: 0, err: '' });
  const start = /ExecStart=(.*)|<array>([\s\S]*)<\/array>/.exec(ran.stdout)?.[0] ?? '';
  const words = [...start.matchAll(/"([^"]*)"|<string>(.*?)<\/string>/g)].map(([, quoted, listed]) => quoted ?? listed);
  const paths = words.slice(0, 2).map((path = '') => realpathSync(path));
  expect(paths).toEqual([process.execPath, join(root, 'bin/oktsec.js')].map((path) => realpathSync(path)));
  expect(words.slice(2)).toEqual(['serve', '--home', join(user, '.oktsec')]);
  expect(existsSync(join(user, '.config'))).toBe(false);
  expect(existsSync(join(user, 'Library'))).toBe(false);
});

test('the unit starts node by the path that outlives its upgrade, as wrap does', () => {
  const user = realpathSync(mkdtempSync(join(tmpdir(), 'oktsec-service-')));
  onTestFinished(() => rmSync(user, { recursive: true, force: true }));
  const manager = join(user, '.nvm');
  const node = join(manager, 'versions/node/v24.1.0/bin/node');
  mkdirSync(dirname(node), { recursive: true });
  copyFileSync(process.execPath, node, constants.COPYFILE_FICLONE);
  symlinkSync(join(manager, 'versions/node/v24.1.0'), join(manager, 'current'));
  const ran = spawnSync(node, [join(root, 'bin/oktsec.js'), 'service', 'install', '--print'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: user },
  });
  expect(ran.stdout).toContain(join(manager, 'current/bin/node'));
  expect(ran.stdout).not.toContain('v24.1.0');
});

test.runIf(process.platform === 'linux')('what install wrote and enabling linked is gone after uninstall', async () => {
  const world = new World();
  const units = join(world.userHome, '.config/systemd/user');
  const wanted = join(units, 'default.target.wants/oktsec.service');
  expect(await world.run(['service', 'uninstall'])).toMatchObject({ code: 1 });
  const installed = await world.run(['service', 'install']);
  expect(installed).toMatchObject({ code: 0, out: `written: ${units}/oktsec.service\n` });
  expect(installed.err).toContain(
    existsSync('/run/systemd/system') ? 'enable --now oktsec' : 'systemd does not run here',
  );
  mkdirSync(dirname(wanted));
  symlinkSync(join(units, 'oktsec.service'), wanted);
  expect(await world.run(['service', 'uninstall'])).toMatchObject({
    code: 0,
    out: `removed: ${units}/oktsec.service\n`,
  });
  expect(readdirSync(dirname(wanted))).toEqual([]);
});

test('a folder that cannot be written is said, with what to do instead', async () => {
  const world = new World();
  // On macOS the place is another one.
  for (const name of ['.config', 'Library']) writeFileSync(join(world.userHome, name), '');
  const { code, err } = await world.run(['service', 'install']);
  expect(code).toBe(2);
  expect(err).toMatch(/^oktsec: error: \S+ cannot be written: .*\noktsec: hint: oktsec serve --background/);
});

test('what systemd and launchd would read as something else is escaped', () => {
  const words = ['/opt/no de/bin/node', 'a"b\\c%h$HOME', '<&>'];
  expect(systemdUnit(words)).toContain('ExecStart="/opt/no de/bin/node" "a\\"b\\\\c%%h$$HOME" "<&>"\n');
  expect(systemdUnit(words)).toContain('WantedBy=default.target');
  const plist = launchdPlist(words);
  expect(plist).toContain('<string>/opt/no de/bin/node</string>');
  expect(plist).toContain('<string>a"b\\c%h$HOME</string>');
  expect(plist).toContain('<string>&lt;&amp;&gt;</string>');
});
