#!/usr/bin/env node
// Kept to what any Node can run: nothing native and nothing of ours loads before the version is known to do.
'use strict';

const NEEDED = [22, 14];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  require(startsProxy(process.argv.slice(2)) ? '../dist/proxy.cjs' : '../dist/cli.cjs').main();
} else {
  onBundledNode();
}

/** Whether this is `proxy`, and not a wish for its help: what stands after its own options is the server's. */
function startsProxy(words) {
  for (let at = 1; words[at] !== undefined && words[at][0] === '-' && words[at] !== '--'; at += 1) {
    if (words[at] === '--help' || words[at] === '-h') return false;
    if (/^--(agent|config|home|mode)$/.test(words[at])) at += 1;
  }
  return words[0] === 'proxy';
}

/** Runs the same command on the Node that the checkout brings along, and ends as it ends. */
function onBundledNode() {
  let binary;
  try {
    const path = require('node:path');
    const home = path.dirname(require.resolve('node/package.json'));
    binary = path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    require('node:fs').accessSync(binary);
  } catch {
    process.stderr.write(
      `oktsec: error: this is node ${process.versions.node}, oktsec needs ${NEEDED.join('.')} or later\n`,
    );
    process.stderr.write(
      'oktsec: hint: install a current node from https://nodejs.org, then run the same command again\n',
    );
    process.exit(2);
  }
  const child = require('node:child_process').spawn(binary, [__filename].concat(process.argv.slice(2)), {
    stdio: 'inherit',
  });
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`oktsec: error: cannot start ${binary}: ${error.message}\n`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
    setTimeout(() => process.exit(1), 500);
  });
}
