import type { Sent } from '../../letters/send.ts';

/** What to do about a reason given in one word; one given as a sentence says it itself. */
const HINTS = new Map<string, (from: string) => string>([
  ['oversize', () => 'a shorter one: oktsec config get limits.max_body says how long it may be'],
  ['too_old', () => 'the clock here, or the one where oktsec serve runs, is wrong: compare date on both'],
  ['ahead_of_time', () => 'the clock here, or the one where oktsec serve runs, is wrong: compare date on both'],
  ['key_revoked', (from) => `its key was taken back; a new pair: oktsec keygen --agent ${from} --force`],
  ['unknown_agent', (from) => `${from}.pub is not in keys_dir where oktsec serve runs: oktsec keys import`],
  ['unknown_key', (from) => `oktsec serve knows another key of ${from}: compare oktsec keys list on both sides`],
  ['bad_signature', (from) => `is its key the one that serve knows of ${from}? compare oktsec keys list on both sides`],
  ['mailbox_full', () => 'the recipient has to take its messages first: oktsec receive'],
]);

/** Undefined where there is nothing to add. */
export function hintAbout({ reason }: Pick<Sent, 'reason'>, from: string): string | undefined {
  return reason === undefined ? undefined : HINTS.get(reason)?.(from);
}
