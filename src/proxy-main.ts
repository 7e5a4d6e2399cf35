import { OktsecError } from './errors.ts';
import { keepCompiledCode } from './files/code-cache.ts';
import { type Opened, openFast } from './files/config/config-file.ts';
import type { Request } from './files/config/find-config.ts';
import { isPaused } from './files/marks/pause-mark.ts';
import { homeBeside, userHome } from './machine/user-home.ts';
import { anyEnforce } from './policy/policy.ts';
import { type ProxyArguments, parseProxyArguments } from './proxy/arguments.ts';
import { spendLess } from './proxy/wire/engine.ts';
import { StdioRelay } from './proxy/wire/stdio.ts';

/**
 * `oktsec proxy`: the one command that has an entry of its own, because it starts with every server of every client.
 * The server is started first; what reads its traffic is loaded while it boots.
 */
export function main(): void {
  try {
    const args = parseProxyArguments(process.argv.slice(3));
    const request: Request = {
      config: args.config,
      home: args.home,
      env: args.config === undefined ? process.env : {},
      userHome: (args.home === undefined ? homeBeside(args.config) : undefined) ?? userHome(),
    };
    const opened = openFast(request);
    if (opened !== undefined) start(args, request, opened);
    else compiled(args, request).catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** Nobody has compiled this config yet: the one time that costs a YAML parser. */
async function compiled(args: ProxyArguments, request: Request): Promise<void> {
  const { open } = await import('./files/config/compile-snapshot.ts');
  start(args, request, await open(request, { mode: args.mode }));
}

function start(args: ProxyArguments, request: Request, opened: Opened): void {
  new StdioRelay({
    command: args.command,
    args: args.args,
    free: !anyEnforce(opened.snapshot.config, args.mode, [args.client, args.agent]) && !isPaused(opened.snapshot.home),
    quiet: args.quiet,
    loadReader: async (wire) => {
      spendLess();
      await turn();
      const keepCode = keepCompiledCode(opened.snapshot.home);
      // In steps: each takes milliseconds, and what is relayed meanwhile gets its turn.
      await import('./rules/scan/scan.ts');
      await turn();
      const { openReader } = await import('./proxy-reader.ts');
      return openReader(wire, args, request, opened, keepCode);
    },
  });
}

function turn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

function fail(error: unknown): void {
  if (!(error instanceof OktsecError)) throw error;
  process.stderr.write(`oktsec: error: ${error.message}\n`);
  const hint = error.code === 'no_config' ? `${error.hint}; what wrap wrote is mended by oktsec repair` : error.hint;
  if (hint !== undefined) process.stderr.write(`oktsec: hint: ${hint}\n`);
  process.exit(error.exit);
}
