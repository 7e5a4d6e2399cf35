import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { launched } from '../../../src/proxy/pins/launched.ts';

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'oktsec-npx-'));
  vi.stubEnv('npm_config_cache', cache);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true });
});

/** One of npx's installations, as npm writes it. */
function installed(folder: string, name: string, version: string, packages?: readonly string[]): void {
  const modules = join(cache, '_npx', folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  const about = { dependencies: { [name]: `^${version}` }, ...(packages && { _npx: { packages } }) };
  writeFileSync(join(modules, '..', 'package.json'), JSON.stringify(about));
  const entry = { version, integrity: `sha512-of-${version}` };
  writeFileSync(join(modules, '.package-lock.json'), JSON.stringify({ packages: { [`node_modules/${name}`]: entry } }));
}

const versionOf = (...args: string[]) => launched('/usr/bin/npx', args).package?.version;

describe('the package that npx runs', () => {
  it('is the one installed for the words that stand in the command, whatever else is cached before it', () => {
    installed('1', 'weather', '1.0.0', ['weather@1.0.0']);
    installed('2', 'weather', '3.0.0', ['weather', 'rain']);
    installed('3', 'weather', '2.0.0', ['weather']);
    expect(versionOf('-y', 'weather')).toBe('2.0.0');
    expect(versionOf('weather@1.0.0', '--stdio')).toBe('1.0.0');
    expect(versionOf('--package=rain', '-p', 'weather', 'weather')).toBeUndefined();
    expect(versionOf('-p', 'weather', '--package', 'rain', 'weather')).toBe('3.0.0');
    expect(launched('npx.cmd', ['weather']).package).toEqual({
      name: 'weather',
      version: '2.0.0',
      integrity: 'sha512-of-2.0.0',
    });
  });

  it('is none when nothing is installed for these words: what another command fetched is not run', () => {
    installed('1', 'weather', '1.0.0', ['weather@1.0.0']);
    expect(versionOf('weather@2.0.0')).toBeUndefined();
    expect(versionOf()).toBeUndefined();
    expect(launched('node', ['weather@1.0.0']).package).toBeUndefined();
  });

  it('is the first that has it, of an npm that does not write down for what it installed', () => {
    installed('1', '@scope/weather', '1.0.0');
    installed('2', '@scope/weather', '2.0.0');
    expect(versionOf('@scope/weather@latest')).toBe('1.0.0');
  });
});
