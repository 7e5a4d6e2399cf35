import { openConfig } from '../../app.ts';
import type { Context } from '../../command.ts';
import { leaves, spelled } from '../../config/spelled.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { visible } from '../../rules/visible.ts';
import { print, printJson } from '../../terminal/print.ts';

export type ShowOptions = { readonly resolved?: boolean; readonly sources?: boolean };

export async function show(context: Context, { resolved = false, sources = false }: ShowOptions): Promise<number> {
  const { io, globals } = context;
  const { snapshot } = await openConfig(context);
  const tree = spelled(snapshot.config);
  const { Document, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } = await import('yaml');
  const counter = new LineCounter();
  const file = parseDocument(snapshot.source, { lineCounter: counter });
  /** The line of the file that says so; undefined for a default. */
  const lineOf = (path: readonly string[]): number | undefined => {
    const node = path.length === 0 ? undefined : file.getIn(path, true);
    return isNode(node) && node.range ? counter.linePos(node.range[0]).line : undefined;
  };
  if (globals.json) {
    const values = leaves(tree).map(({ path, value }) => {
      const line = lineOf(path);
      const source = line === undefined ? 'default' : `${snapshot.path}:${line}`;
      return { key: path.join('.'), value, ...(sources ? { source } : {}) };
    });
    await printJson(io, values);
    return EXIT.done;
  }
  if (!resolved && !sources) {
    if (snapshot.path === undefined) {
      throw new OktsecError('config', 'there is no config file, the defaults stand', {
        hint: 'oktsec init writes one; oktsec config show --resolved shows what counts',
        exit: EXIT.no,
      });
    }
    await print(io, visible(snapshot.source));
    return EXIT.done;
  }
  const document = new Document(tree, { aliasDuplicateObjects: false });
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every(isScalar);
    },
  });
  if (sources) {
    visit(document, {
      Pair: (_, pair, above) => {
        const keys = [...above, pair].flatMap((node) =>
          'key' in node && isScalar(node.key) ? [String(node.key.value)] : [],
        );
        const value = pair.value;
        if (!isScalar(value) && !(isSeq(value) && value.flow === true)) return;
        const line = lineOf(keys);
        value.comment = line === undefined ? ' default' : ` line ${line}`;
      },
    });
  }
  await print(io, visible(document.toString({ lineWidth: 0, flowCollectionPadding: false })));
  return EXIT.done;
}
