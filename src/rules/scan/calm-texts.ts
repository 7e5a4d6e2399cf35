import { CHANNELS } from '../../message/message.ts';

/** Keys and words; longer texts seldom come twice. */
const LONGEST = 40;
const MOST = 512;

/**
 * Short texts in which there was nothing to be found or to be read another way, by channel, each with the work it took: most parts of a
 * message are keys and words that came with the last one. The same work is counted again, so that memory changes no verdict.
 */
export class CalmTexts {
  readonly #known: readonly Map<string, number>[] = CHANNELS.map(() => new Map());

  /** The work that reading a text took; undefined when it has to be read. */
  workOf(channel: number, text: string): number | undefined {
    return text.length > LONGEST ? undefined : this.#known[channel]?.get(text);
  }

  add(channel: number, text: string, work: number): void {
    const known = this.#known[channel];
    if (known === undefined || text.length > LONGEST) return;
    if (known.size >= MOST) known.clear();
    known.set(text, work);
  }
}
