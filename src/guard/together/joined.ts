import type { Channel, Part } from '../../message/message.ts';
import { isChance, overMessages } from '../../rules/chance.ts';
import type { Finding, Hit } from '../../rules/rule.ts';
import { type RuleSet, scanText, scanTogether, type Work } from '../../rules/scan/scan.ts';
import { nameAndFill } from './file-argument.ts';
import { isNamedBehind } from './named-behind.ts';
import { type Run, runsOf, seamsOf } from './runs.ts';
import { type Reach, reachTogether, STRAIGHT, type Tail } from './tail.ts';

/** A finding that stands in several texts at once, and how many earlier messages it began before this one. */
export type Joined = { readonly finding: Finding; readonly before: number };

/**
 * Reads the free content of a message together with its neighbours and with the messages before it [48-50, 55].
 * `own` is what was found in the single texts: it is not found a second time. `ownReach` is `reachOf` this message.
 * @returns for each match one finding in each text of this message that has a share in it
 */
export function joinedFindings(
  rules: RuleSet,
  parts: readonly Part[],
  tail: Tail,
  own: readonly Finding[],
  ownReach: Reach,
  work: Work,
): Joined[] {
  const reach = reachTogether(ownReach, parts, tail);
  const near = new Looking(rules, own, work);
  for (const run of runsOf(parts, tail, reach)) near.read(run);
  // What only the boundary brought together may reach further than what stood there before.
  if (Math.min(reach.far, reach.within) >= STRAIGHT || !near.cut) return near.findings;
  const further = { far: Math.max(reach.far, STRAIGHT), within: Math.max(reach.within, STRAIGHT) };
  const far = new Looking(rules, own, work);
  for (const run of runsOf(parts, tail, further)) far.read(run);
  return far.findings;
}

/** Reads texts that were put together, each find once. */
class Looking {
  /** `typed`: it counts only where a blank between would break it. */
  readonly #findings: (Joined & { readonly typed: boolean })[] = [];
  /** What began in an earlier call and is found with a blank between as well: `keyOf` it. */
  readonly #apart = new Set<string>();
  /** A pattern was tried beyond an end of a text that goes on there. */
  cut = false;
  readonly #rules: RuleSet;
  readonly #work: Work;
  readonly #seen: Set<string>;

  constructor(rules: RuleSet, own: readonly Finding[], work: Work) {
    this.#rules = rules;
    this.#work = work;
    this.#seen = new Set(own.map((finding) => keyOf(finding.rule, finding)));
  }

  read(run: Run): void {
    const channel = run.placed.at(-1)?.piece.part?.channel;
    if (channel === undefined) return;
    const { cut } = this.#work;
    cut.start = false;
    cut.end = false;
    this.#scan(run, channel);
    if ((cut.start && run.goesOn.before) || (cut.end && run.goesOn.after)) this.cut = true;
  }

  get findings(): Joined[] {
    return this.#findings.filter(({ finding, typed }) => !typed || !this.#apart.has(keyOf(finding.rule, finding)));
  }

  #scan(run: Run, channel: Channel): void {
    const seams = seamsOf(run, channel);
    if (seams === undefined) return;
    for (const hit of scanTogether(this.#rules, channel, run.text, seams, this.#work)) {
      if (isChance(hit.rule)) continue;
      const share = run.placed.filter(({ start, end }) => start < hit.end && end > hit.start);
      const { id } = hit.rule;
      // A match within one text was found there; one that an earlier message held whole was found then [52].
      if (share.length < 2 || share.some(({ piece }) => piece.found.includes(id))) continue;
      if (channel === 'tool_description' && isNamedBehind(run, hit, share)) continue;
      const here = share.filter(({ piece }) => piece.part);
      const before = Math.max(...share.map(({ piece }) => piece.before));
      const over = before > 0 ? overMessages(hit.rule, channel) : 'yes';
      if (over === 'no' || (over === 'glued' && !run.glued)) continue;
      if (over === 'typed' && !run.glued) {
        for (const { piece } of here) if (piece.part) this.#apart.add(keyOf(id, piece.part));
        continue;
      }
      if (here.length === 0 || here.some(({ piece }) => piece.part && this.#seen.has(keyOf(id, piece.part)))) continue;
      if (run.glued && nameAndFill(here.flatMap(({ piece }) => piece.part ?? []))) continue;
      const first = here[0]?.start ?? 0;
      if (over !== 'yes' && this.#stands(run.text.slice(0, first), channel, hit)) continue;
      const typed =
        over === 'typed' && !share.slice(1).some(({ start }) => BLANK.test(run.text.slice(start - 1, start + 1)));
      for (const { piece, start, end, offset } of here) {
        if (!piece.part) continue;
        this.#seen.add(keyOf(id, piece.part));
        const span = [Math.max(hit.start, start) - start + offset, Math.min(hit.end, end) - start + offset] as const;
        const finding: Finding = { ...findingOf(hit, piece.part), span, view: 'joined', exact: false };
        this.#findings.push({ finding, before, typed });
      }
    }
  }

  /** Whether what was said before held the hit already, and the new text only makes it longer. */
  #stands(text: string, channel: Channel, { rule, start }: Hit): boolean {
    return scanText(this.#rules, channel, text, this.#work).some(
      (hit) => hit.rule.id === rule.id && hit.start === start,
    );
  }
}

const BLANK = /\s/;
function keyOf(rule: string, { pointer }: Pick<Part, 'pointer'>): string {
  return `${rule} ${pointer}`;
}

/** Places a hit in the part it stands in. */
export function findingOf(hit: Hit, part: Part): Finding {
  const { id, name, severity, category } = hit.rule;
  return {
    rule: id,
    name,
    severity,
    category,
    pointer: part.pointer,
    channel: part.channel,
    key: part.key,
    span: [hit.start, hit.end],
    view: part.decoded ? 'decoded' : hit.view,
    exact: hit.exact && !part.decoded,
  };
}
