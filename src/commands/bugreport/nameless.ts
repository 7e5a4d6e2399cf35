import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { KEYS } from '../../config/schema.ts';

/** Replaces what is of one person or machine; the same name is the same number throughout a report. */
export type Nameless = {
  name(word: string): string;
  /** A sentence: paths become `PATH`, numbered names their numbers. */
  text(sentence: string): string;
};

export function nameless(userHome: string): Nameless {
  const known = new Map<string, string>();
  return {
    name: (word) => {
      const numbered = known.get(word) ?? `name-${known.size + 1}`;
      known.set(word, numbered);
      return numbered;
    },
    text: (sentence) => {
      const withoutNames = [...known]
        .sort(([a], [b]) => b.length - a.length)
        .reduce((text, [word, numbered]) => text.replaceAll(word, numbered), sentence.replaceAll(userHome, '~'));
      return withoutNames.replace(/(?<![\w-])(?:~|\.{0,2})?\/[^\s:,'"]+/g, 'PATH').replace(/"(?:[^"\\]|\\.)*"/g, '"…"');
    },
  };
}

/** Words of the config that are nobody's: settings, rule ids, categories. All other texts could be anything. */
const PLAIN =
  /^(?:version|mode|action|severity|id|channels|default|default_policy|default|durability|log_level|format|formats|type|events|blocked_content|exempt|expires|max_\w+|rate\w*|approval_ttl|grace|window|suspend|sign)$/;
const KNOWN = new Set([...KEYS.values()].flat());

/** A config with its settings, and without the names, paths, addresses, texts and comments in it. */
export function plainConfig(source: string, names: Nameless): string {
  const document = parseDocument(source, { logLevel: 'error', prettyErrors: false });
  if (document.errors.length > 0) return `not valid YAML: ${document.errors[0]?.code ?? ''}`;
  document.commentBefore = null;
  document.comment = null;
  visit(document, {
    Node: (_, node) => {
      node.commentBefore = null;
      node.comment = null;
    },
  });
  // Keys that are names first, so that a name in a list gets the number of its key.
  visit(document, {
    Pair: (_, pair) => {
      if (isScalar(pair.key) && !KNOWN.has(String(pair.key.value))) pair.key.value = names.name(String(pair.key.value));
    },
  });
  visit(document, {
    Scalar: (role, node, above) => {
      if (role === 'key' || typeof node.value !== 'string') return;
      const owner = above.findLast((one) => 'key' in one);
      const key = owner !== undefined && 'key' in owner && isScalar(owner.key) ? String(owner.key.value) : '';
      if (!PLAIN.test(key)) node.value = names.name(node.value);
    },
  });
  return isMap(document.contents) ? document.toString() : '';
}
