import { loadFormat } from '../../clients/formats/load.ts';
import { readText } from '../../clients/read-text.ts';
import { type Change, change } from '../../clients/wrap.ts';
import type { Context } from '../../command.ts';
import type { Chosen } from '../../here/targets.ts';
import { unifiedDiff } from '../../terminal/diff.ts';
import { print, printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';

/** Shows what changes would make of the files, as a diff; as JSON a path and a diff for each file that would be written. */
export async function printPreview(
  { io, globals }: Context,
  chosen: readonly Chosen[],
  changeFor: (one: Chosen) => Change | undefined,
): Promise<void> {
  const files: { readonly path: string; readonly diff: string }[] = [];
  for (const file of new Set(chosen.map((one) => one.file))) {
    const text = readText(file.real);
    const changes = chosen.filter((one) => one.file === file).flatMap((one) => changeFor(one) ?? []);
    const format = await loadFormat(file.spec.format);
    const { edits } = change(text, { format, roots: file.spec.roots, shape: file.spec.shape }, changes);
    const diff = unifiedDiff(file.path, text, edits);
    if (diff !== '') files.push({ path: file.path, diff });
  }
  if (globals.json) return printJson(io, files);
  const diff = files.map((file) => file.diff.split('\n').map(shown).join('\n')).join('');
  const after = diff === '' ? 'nothing would change\n' : '\nnothing was written; without --dry-run it is\n';
  await print(io, globals.quiet ? diff : `${diff}${after}`);
}
