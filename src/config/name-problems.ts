import type { z } from 'zod';
import { FLOW_RULES } from '../flow/match.ts';
import { meantRule } from '../rules/earlier-names.ts';
import { didYouMean } from './hints.ts';
import type { Known } from './known.ts';
import { nearest } from './nearest.ts';
import type { configSchema } from './schema.ts';
import type { Step, Tree } from './tree.ts';

/** The ids of rules and the names of agents must exist, or an entry would look like protection and be none. */
export function checkNames(tree: Tree, read: z.output<typeof configSchema>, { rules }: Known): void {
  const id = (path: readonly Step[], name: string) => {
    if (rules.has(meantRule(name, rules)) || FLOW_RULES.includes(name)) return;
    const offset = tree.at(path)?.range?.[0] ?? 0;
    tree.problem(
      offset,
      `unknown rule ${JSON.stringify(name)}`,
      didYouMean(nearest(name, rules.keys())) ?? 'see: oktsec rules',
    );
  };
  read.rules.forEach((entry, index) => {
    id(['rules', index, 'id'], entry.id);
    entry.agents?.forEach((name, at) => {
      if (read.agents.has(name)) return;
      const offset = tree.at(['rules', index, 'agents', at])?.range?.[0] ?? 0;
      const hint = didYouMean(nearest(name, read.agents.keys())) ?? `add it: agents: { ${name}: {} }`;
      tree.problem(offset, `unknown agent ${JSON.stringify(name)}`, hint);
    });
    if (entry.action === undefined && entry.severity === undefined && entry.notify === undefined) {
      const offset = tree.at(['rules', index])?.range?.[0] ?? 0;
      tree.problem(
        offset,
        `the entry for ${JSON.stringify(entry.id)} changes nothing`,
        'give it an action, a severity or notify',
      );
    }
  });
  for (const [name, agent] of read.agents) {
    for (const [tool, each] of agent.tools?.each ?? []) {
      const path = ['agents', name, 'tools', 'each', tool, 'exempt'];
      for (const [at, rule] of each.exempt.entries()) id([...path, at], rule);
    }
  }
}
