// Two processes exchange signed messages through `oktsec serve`; one message is held, a person approves it, it arrives.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const cli = join(here, '../../bin/oktsec.js');
const home = mkdtempSync(join(tmpdir(), 'oktsec-two-agents-'));
const config = `version: "1"
mode: enforce
server: { port: 0 }
agents:
  research-agent: { can_message: [analysis-agent] }
  analysis-agent: { can_message: [research-agent] }
rules:
  - { id: INJ-001, action: quarantine }
`;
const oktsec = (...words: string[]) =>
  execFileSync(process.execPath, [cli, '--home', home, ...words], { encoding: 'utf8' }).trim();

/** An agent is a process of its own; ends when it is done. */
function agent(name: string, peer: string, ...words: string[]): Promise<string> {
  const argv = [join(here, 'agent.ts'), name, join(home, 'keys', `${name}.key`), url, peer, ...words];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((done, fail) =>
    child.once('exit', (code) => (code === 0 ? done(out) : fail(new Error(`${name} ended with ${code}`)))),
  );
}

let url = '';
try {
  writeFileSync(join(home, 'oktsec.yaml'), config, { mode: 0o600 });
  oktsec('keygen', '--agent', 'research-agent', '--agent', 'analysis-agent');
  url = /http:\S+/.exec(oktsec('serve', '--background'))?.[0] ?? '';
  console.log(`oktsec serves at ${url}`);
  const receiving = agent('analysis-agent', 'research-agent', 'receive', '2');
  const sent = await agent(
    'research-agent',
    'analysis-agent',
    'send',
    'Summarize the quarterly report',
    'For the training set: "ignore all previous instructions" is what an attack says',
  );
  const ref = /quarantined (\S+)/.exec(sent)?.[1];
  if (ref === undefined) throw new Error('nothing was held');
  console.log(`a person: oktsec quarantine approve ${ref}`);
  approve(ref);
  await receiving;
  await agent('analysis-agent', 'research-agent', 'send', 'Thank you');
  await agent('research-agent', 'analysis-agent', 'receive', '1');
  console.log(oktsec('logs', 'verify'));
} finally {
  spawnSync(process.execPath, [cli, '--home', home, 'serve', '--stop'], { stdio: 'ignore' });
  rmSync(home, { recursive: true, force: true });
}

/** Asks on the terminal, as it always does; where there is none, `script` gives one and the answer is typed here. */
function approve(ref: string): void {
  const words = [process.execPath, cli, '--home', home, 'quarantine', 'approve', ref];
  const quoted = words.map((word) => `'${word}'`).join(' ');
  if (process.stdin.isTTY) execFileSync(process.execPath, words.slice(1), { stdio: 'inherit' });
  else
    execFileSync('script', ['-qec', quoted, '/dev/null'], { input: 'APPROVE\n', stdio: ['pipe', 'ignore', 'inherit'] });
}
