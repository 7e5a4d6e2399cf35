import type { Classified } from './classify.ts';

/** How a server is started, and which package that runs where npx or uvx runs one. */
export type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly package?:
    | { readonly name: string; readonly version: string; readonly integrity?: string | undefined }
    | undefined;
};

/** What of a launch is kept: of the arguments only a hash, because secrets stand among them [226]. */
type Kept = { readonly program: string; readonly args: string; readonly package?: Launch['package'] };

/** The canonical text of a launch, as a pin keeps it. @param hash a hash of a text, in hex */
export function launchJson({ command, args, package: from }: Launch, hash: (text: string) => string): string {
  const kept: Kept = { program: programOf(command), args: hash(JSON.stringify(args.map(unversioned))), package: from };
  return JSON.stringify(kept);
}

/**
 * How a launch differs. The same package in another version, or the same program in another folder, is an upgrade;
 * another program or other arguments is not [MCPoison]; the same version with other contents is not either.
 */
export function launchChange(before: string, after: string): Classified {
  if (before === after) return { change: 'same', reasons: [] };
  const was = JSON.parse(before) as Kept;
  const is = JSON.parse(after) as Kept;
  const reasons: string[] = [];
  if (was.program !== is.program) reasons.push(`the command changed from ${was.program} to ${is.program}`);
  if (was.args !== is.args) reasons.push('the arguments changed');
  const [old, now] = [was.package, is.package];
  if (old !== undefined && now !== undefined && old.name === now.name && old.version === now.version) {
    const known = old.integrity !== undefined && now.integrity !== undefined;
    if (known && old.integrity !== now.integrity) reasons.push(`${now.name}@${now.version} has other contents`);
  }
  return reasons.length > 0 ? { change: 'expansion', reasons } : { change: 'wording', reasons: [] };
}

/** `/opt/homebrew/bin/node` and `/usr/bin/node` are one program, so is `npx.cmd`. */
function programOf(command: string): string {
  return (command.split(/[\\/]/).at(-1) ?? command).toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '');
}

/** `pkg@1.2.3` and `pkg@1.3.0` are one package; `@scope/pkg` keeps its first `@`. */
function unversioned(arg: string): string {
  return arg.replace(/(?<=[\w-])(?:@|==)v?\d[\w.+-]*$/, '').replace(/(?<=[\w-])@latest$/, '');
}
