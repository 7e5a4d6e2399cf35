import type { Channel } from '../../message/message.ts';
import type { Example, Rule } from '../rule.ts';
import { type RuleSet, scanText, Work } from '../scan/scan.ts';

/** An example that a rule does not keep: a text it must find and does not, or must leave alone and finds. */
export type Broken = {
  readonly rule: string;
  readonly kind: 'match' | 'ignore';
  readonly text: string;
  readonly channel: Channel;
};
export type Trial = { readonly rules: number; readonly examples: number; readonly broken: readonly Broken[] };

/** Reads every example of the rules with a set that holds them, in all its views, as a message would be read. */
export function tryExamples(set: RuleSet, rules: readonly Rule[]): Trial {
  const broken: Broken[] = [];
  let examples = 0;
  for (const rule of rules) {
    for (const kind of ['match', 'ignore'] as const) {
      for (const example of rule.examples[kind]) {
        examples += 1;
        const { text, channel } = placed(rule, example);
        const found = scanText(set, channel, text, new Work()).some((hit) => hit.rule.id === rule.id);
        if (found !== (kind === 'match')) broken.push({ rule: rule.id, kind, text, channel });
      }
    }
  }
  return { rules: rules.length, examples, broken };
}

/** An example without a channel stands in the first one of its rule. */
function placed(rule: Rule, example: Example): { readonly text: string; readonly channel: Channel } {
  if (typeof example !== 'string') return example;
  const [first] = rule.channels;
  return { text: example, channel: first === undefined || first === 'any' ? 'tool_result' : first };
}
