import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The example answers the question on a terminal of its own, by util-linux's `script`. */
const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

test.runIf(hasScript)(
  'two agents talk, one message is held, a person lets it through, it arrives',
  () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/two-agents/run.ts'], {
      cwd: root,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const ref = /quarantined (\S+)/.exec(stdout)?.[1];
    expect(stdout).toContain(`a person: oktsec quarantine approve ${ref}`);
    expect(stdout).toMatch(/^analysis-agent: from research-agent, signed, let through by \S+: "For the training set/m);
    expect(stdout).toMatch(/^research-agent: from analysis-agent, signed: "Thank you"$/m);
    expect(stdout).toMatch(/^chain intact: /m);
  },
  90_000,
);
