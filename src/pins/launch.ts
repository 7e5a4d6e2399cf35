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
 * What tells this server from another under the same name: the program and its arguments, whatever version of a package
 * they name. So a command that was swapped under a known name meets no approval of the old one (MCPoison).
 */
export function launchId(json: string): string {
  const { program, args } = JSON.parse(json) as Kept;
  return `${program}-${args.slice(0, 12)}`;
}

/** How the same launch differs: another version of its package is an upgrade, other contents of the same version are not. */
export function launchChange(before: string, after: string): Classified {
  if (before === after) return { change: 'same', reasons: [] };
  const old = (JSON.parse(before) as Kept).package;
  const now = (JSON.parse(after) as Kept).package;
  const known = old?.integrity !== undefined && now?.integrity !== undefined;
  if (known && old.name === now.name && old.version === now.version && old.integrity !== now.integrity) {
    return { change: 'expansion', reasons: [`${now.name}@${now.version} has other contents than before`] };
  }
  return { change: 'wording', reasons: [] };
}

/** `/opt/homebrew/bin/node` and `/usr/bin/node` are one program, so is `npx.cmd`. */
function programOf(command: string): string {
  return (command.split(/[\\/]/).at(-1) ?? command).toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '');
}

/** `pkg@1.2.3` and `pkg@1.3.0` are one package; `@scope/pkg` keeps its first `@`. */
function unversioned(arg: string): string {
  return arg.replace(/(?<=[\w-])(?:@|==)v?\d[\w.+-]*$/, '').replace(/(?<=[\w-])@latest$/, '');
}
