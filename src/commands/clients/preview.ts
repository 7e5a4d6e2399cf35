import { readText } from '../../clients/discover.ts';
import { loadFormat } from '../../clients/formats/load.ts';
import { type Change, change } from '../../clients/wrap.ts';
import type { Chosen } from '../../clients-here.ts';
import type { Context } from '../../command.ts';
import { unifiedDiff } from '../../terminal/diff.ts';
import { shown } from '../../terminal/screen.ts';

/** What changes would make of the files, as a diff. */
export async function previewOf(
  { globals }: Context,
  chosen: readonly Chosen[],
  changeFor: (one: Chosen) => Change | undefined,
): Promise<string> {
  const out: string[] = [];
  for (const file of new Set(chosen.map((one) => one.file))) {
    const text = readText(file.real);
    const changes = chosen.filter((one) => one.file === file).flatMap((one) => changeFor(one) ?? []);
    const format = await loadFormat(file.spec.format);
    const { edits } = change(text, { format, roots: file.spec.roots, shape: file.spec.shape }, changes);
    out.push(unifiedDiff(file.path, text, edits));
  }
  const diff = out.join('').split('\n').map(shown).join('\n');
  if (globals.quiet) return diff;
  return diff === '' ? 'nothing would change\n' : `${diff}\nnothing was written; without --dry-run it is\n`;
}
