import { Placeholders } from '../../../guard/masking/placeholders.ts';
import {
  maskRepeated,
  type Restored,
  restorable,
  restoreIn,
  restoresAnything,
} from '../../../guard/masking/restore.ts';
import { type NameMask, plainMask } from '../../../message/edit.ts';
import { type Message, otherSide, type Side } from '../../../message/message.ts';
import type { Policy } from '../../../policy/policy.ts';
import { type Names, partiesOf } from '../recording/rows.ts';

/** What one session masks under a name of its own, and puts back on the way to the side it came from. */
export class Masking {
  readonly #names: Names;
  readonly #placeholders: Placeholders;
  #policy: Policy | undefined;
  #named = false;

  /** @param keyed see `Placeholders`; salted with the session, so that one's placeholders mean nothing in another */
  constructor(names: Names, keyed: (text: string) => string) {
    this.#names = names;
    this.#placeholders = new Placeholders((text) => keyed(`${names.session} ${names.server} ${text}`));
  }

  /** How masks in messages of this side are spelled. */
  namer(side: Side, policy: Policy, now: number): NameMask {
    if (!this.#isNamed(policy)) return plainMask;
    const expires = now + policy.masking.expirySeconds * 1e6;
    return (masked, raw) => this.#placeholders.keep(side, masked, raw, now, expires) ?? plainMask(masked, raw);
  }

  /** The message as the other side is to have it; undefined when nothing of it is put back. */
  restored(message: Message, policy: Policy, now: number): Restored | undefined {
    if (!this.#isNamed(policy) || this.#placeholders.size === 0) return undefined;
    const where = restorable(message, policy, partiesOf(this.#names, message.side));
    if (where === undefined) return undefined;
    const towards = otherSide(message.side);
    return restoreIn(message, where, (placeholder) => this.#placeholders.get(placeholder, towards, now));
  }

  /** It went out with these in it. */
  gave({ kept }: Restored): void {
    for (const { placeholder } of kept) this.#placeholders.wasRestored(placeholder);
  }

  /** The frame without what its sender was given back. */
  withoutRepeated(message: Message, policy: Policy, now: number): Uint8Array {
    if (this.#placeholders.size === 0 || !this.#isNamed(policy)) return message.frame;
    const given = this.#placeholders.givenTo(message.side, now);
    return maskRepeated(message, given, this.namer(message.side, policy, now));
  }

  /** Where no tool is given anything back any more, nothing is remembered either. */
  #isNamed(policy: Policy): boolean {
    if (this.#policy === policy) return this.#named;
    this.#policy = policy;
    this.#named = restoresAnything(policy, this.#names.server, this.#names.client);
    if (!this.#named) this.#placeholders.clear();
    return this.#named;
  }
}
