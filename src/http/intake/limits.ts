import type { Config } from '../../config/config.ts';
import type { LetterText } from '../../message/letter.ts';
import type { Access } from '../../policy/acl.ts';
import { Rates } from '../../policy/rates.ts';

/** How many letters may come of an agent, and along an edge. */
export class Limits {
  readonly #rates = new Rates();

  /**
   * Takes one more. Only of who signed what is signed: an unsigned name would use up somebody else's.
   * @param at microseconds of a clock that never goes back
   * @returns why it is one too many, and after how many seconds it is none
   */
  take(
    { from, to }: LetterText,
    verified: boolean,
    access: Access,
    { limits }: Config,
    at: number,
  ): { readonly what: string; readonly seconds: number } | undefined {
    if (!access.allowed) return undefined;
    const who = verified ? 'signed' : 'unsigned';
    const own = this.#rates.take(`${who} ${from}`, limits.ratePerAgent, at);
    if (own !== undefined) return { what: `too many letters of ${from}`, seconds: own };
    if (access.rate === undefined) return undefined;
    const edge = this.#rates.take(`${who} ${from} ${to}`, access.rate, at);
    return edge === undefined ? undefined : { what: `too many letters of ${from} to ${to}`, seconds: edge };
  }
}
