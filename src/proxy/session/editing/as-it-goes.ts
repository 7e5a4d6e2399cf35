import type { Kept } from '../../../guard/masking/placeholders.ts';
import type { Message } from '../../../message/message.ts';
import { DECISIONS } from '../../../policy/decisions.ts';
import type { Policy } from '../../../policy/policy.ts';
import type { SessionState } from '../state.ts';

/** A frame on its way out, and what is to be said of it. */
export type Going = { readonly bytes: Uint8Array; readonly note?: string | undefined; readonly masked: boolean };

/**
 * What was decided to go on, as it really goes: with what placeholders stand for where the config says so, and without
 * what its sender was given back that way before.
 * @param bytes the frame after the other edits, without its terminator
 * @param approved rules that a person let pass in this message
 */
export function asItGoes(
  session: SessionState,
  message: Message,
  bytes: Uint8Array,
  approved: readonly string[] = [],
): Going {
  const { masking, policy, options } = session;
  const now = options.world.now();
  const edited = bytes === message.frame ? message : session.read(message.side, bytes);
  const unrepeated = masking.withoutRepeated(edited, policy, now);
  const masked = unrepeated !== edited.frame;
  const clean = masked ? unrepeated : bytes;
  const going = masked ? session.read(message.side, clean) : edited;
  const repeated = masked ? 'what was put back before came again' : undefined;
  const restored = masking.restored(going, policy, now);
  if (restored === undefined) return { bytes: clean, note: repeated, masked };
  const count = restored.kept.length;
  const placeholders = count === 1 ? 'a placeholder' : `${count} placeholders`;
  const again = session.read(message.side, restored.frame);
  const fits = restored.frame.length <= options.maxFrameBytes && again.fault === undefined;
  // Without it the message was judged already. With it, it is judged by all rules but those of its own kind (beside other
  // words a secret is found by other rules than it was masked for); where bounds or other kinds stand against it, the
  // placeholder goes on as it is.
  const rules = [...rulesOf(policy, restored.kept), ...approved];
  const judged = fits ? session.inspector.again(again, without(policy, rules)) : undefined;
  if (judged === undefined || DECISIONS[judged.decision].rank > DECISIONS.content_flagged.rank) {
    const why = judged?.rules[0] ?? judged?.note ?? 'the message would be too long';
    return { bytes: clean, note: `${placeholders} not put back: ${why}`, masked };
  }
  masking.gave(restored);
  return { bytes: restored.frame, note: `${placeholders} put back`, masked };
}

function rulesOf({ rules }: Policy, kept: readonly Kept[]): string[] {
  const categories = new Set(kept.map(({ category }) => category));
  const alike = [...rules.rules.values()].filter(({ category }) => categories.has(category));
  return [...alike.map(({ id }) => id), ...kept.flatMap((one) => one.rules)];
}

function without(policy: Policy, rules: readonly string[]): Policy {
  const ignored = rules.map((id) => [id, [{ id, action: 'ignore' as const }]] as const);
  return { ...policy, overrides: new Map([...policy.overrides, ...ignored]) };
}
