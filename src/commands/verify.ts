import { requestOf } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, type OktsecError } from '../errors.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';

/** `oktsec verify`: every problem of the config and of the rule files it names, each with its place. Exit 1 if any. */
export const define: Define = (command, start) => {
  command
    .argument('[file]', 'a signed message (JSON, as oktsec sign prints it) instead of the config; - reads stdin')
    .action((file: string | undefined) =>
      start(async (context) =>
        file === undefined ? verify(context) : (await import('./letters/verify.ts')).verifyFile(context, file),
      ),
    );
};

async function verify(context: Context): Promise<number> {
  const { io, globals } = context;
  const { verifyConfig } = await import('../files/config/compile-snapshot.ts');
  const { place, problems } = await verifyConfig(requestOf(context));
  if (globals.json) {
    await printJson(io, problems.map(asJson));
  } else {
    for (const { message, hint } of problems) {
      io.stderr.write(`oktsec: error: ${shown(message)}\n`);
      if (hint !== undefined) io.stderr.write(`oktsec: hint: ${shown(hint)}\n`);
    }
    const where = place.path ?? 'no config file, the defaults stand';
    if (problems.length === 0) io.stdout.write(`ok: ${shown(where)}\n`);
    if (place.hint !== undefined && !globals.quiet) io.stderr.write(`oktsec: hint: ${shown(place.hint)}\n`);
  }
  return problems.length === 0 ? EXIT.done : EXIT.no;
}

function asJson({ code, message, hint }: OktsecError): object {
  return { code, message, hint: hint ?? null };
}
