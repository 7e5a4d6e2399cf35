import { DETECTORS } from '../detectors/index.ts';
import { attacksOn } from '../examples/attack.ts';
import type { Rule } from '../rule.ts';
import { isAnchorChar, MIN_LITERAL } from '../scan/match/alphabet.ts';
import { type Pattern, PatternFault, readPattern } from './pattern.ts';

/** What is wrong with a rule, and in which of its fields. */
export type Fault = { readonly path: readonly (string | number)[]; readonly message: string };

const MAX_ATTACK_MILLIS = 1;
const MAX_PATTERNS = 64;

/** Milliseconds from some beginning: the core has no clock of its own. */
export type Clock = () => number;

/**
 * The first fault of a rule, or undefined: neither or both of `patterns` and `detector`, a pattern outside the dialect that
 * `parse.ts` describes, a pattern that needs more than a millisecond on one of its attack strings.
 * @param now absent, time is not looked at: the dialect alone keeps patterns linear
 */
export function faultOf(rule: Rule, now?: Clock): Fault | undefined {
  if ((rule.patterns === undefined) === (rule.detector === undefined)) {
    return { path: ['id'], message: `rule ${rule.id} needs either "patterns" or "detector"` };
  }
  if (rule.detector !== undefined) {
    if (!DETECTORS.has(rule.detector)) return { path: ['detector'], message: `unknown detector "${rule.detector}"` };
    return rule.keywords === undefined ? undefined : { path: ['keywords'], message: 'a detector takes no keywords' };
  }
  const patterns = rule.patterns ?? [];
  if (patterns.length === 0 || patterns.length > MAX_PATTERNS) {
    return { path: ['patterns'], message: `between 1 and ${MAX_PATTERNS} patterns` };
  }
  for (const [index, source] of patterns.entries()) {
    const fault = patternFault(source, rule.caseSensitive === true, rule.keywords, now);
    if (fault !== undefined) return { path: ['patterns', index], message: `pattern ${quoted(source)}: ${fault}` };
  }
  for (const [index, keyword] of (rule.keywords ?? []).entries()) {
    if (keyword.length < MIN_LITERAL || ![...keyword].every(isAnchorChar)) {
      return { path: ['keywords', index], message: `keyword "${keyword}": at least 4 of [A-Za-z0-9_.:@%=$/-]` };
    }
  }
  return undefined;
}

/** Why a pattern is refused, or undefined. */
export function patternFault(
  source: string,
  caseSensitive = false,
  keywords?: readonly string[],
  now?: Clock,
): string | undefined {
  try {
    const pattern = readPattern(source, caseSensitive, keywords);
    return now !== undefined && isSlow(pattern, now)
      ? `takes more than ${MAX_ATTACK_MILLIS} ms on a text made to slow it down`
      : undefined;
  } catch (error) {
    if (error instanceof PatternFault) return error.message;
    throw error;
  }
}

/** Tries before a pattern counts as slow: a busy machine must not refuse an honest one. */
const TRIES = 200;

/** A pattern passes when the fastest of many tries is fast enough; one that is takes a single try. */
function isSlow(pattern: Pattern, now: Clock): boolean {
  const regex = new RegExp(pattern.source, 'gm');
  return attacksOn(pattern).some((text) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < TRIES && best > MAX_ATTACK_MILLIS; round += 1) {
      regex.lastIndex = 0;
      const start = now();
      regex.test(text);
      best = Math.min(best, now() - start);
    }
    return best > MAX_ATTACK_MILLIS;
  });
}

function quoted(source: string): string {
  return source.length > 60 ? `"${source.slice(0, 57)}…"` : `"${source}"`;
}
