import { type Action, DECISIONS, type Decision } from '../policy/decisions.ts';
import type { Inspection } from './inspection.ts';
import type { Tail } from './together/tail.ts';

const ACTION_RANK = { forward: 0, mask: 1, hold: 2, refuse: 3 } as const satisfies Record<Action, number>;

/** A batch is judged as the strictest of its members. @param verdict makes the rest of an inspection */
export function worstOf(
  members: readonly Inspection[],
  tail: Tail,
  verdict: (decision: Decision, rest?: Partial<Inspection>) => Inspection,
): Inspection {
  const [worst] = members.toSorted(
    (a, b) => ACTION_RANK[b.action] - ACTION_RANK[a.action] || DECISIONS[b.decision].rank - DECISIONS[a.decision].rank,
  );
  const judged = members.flatMap((member, index) =>
    member.judged.map((one) => ({ ...one, pointer: `/${index}${one.pointer}` })),
  );
  return verdict(worst?.decision ?? 'allow', {
    ...(worst ? { mode: worst.mode, action: worst.action, note: worst.note } : {}),
    judged: judged.toSorted((a, b) => DECISIONS[b.decision].rank - DECISIONS[a.decision].rank),
    rules: [...new Set(members.flatMap(({ rules }) => rules))],
    tail: members.at(-1)?.tail ?? tail,
    members,
    learned: members.flatMap(({ learned }) => learned ?? []),
    standings: members.flatMap(({ standings }) => standings ?? []),
  });
}
