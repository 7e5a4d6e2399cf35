import { DECISIONS, type Decision } from './decisions.ts';

/** The mildest first. */
export const VERDICTS = ['clean', 'flag', 'quarantine', 'block'] as const;
/** What enforce would do, in the words of a scan: a masked text is one that could not have gone as it was. */
export type ScanVerdict = (typeof VERDICTS)[number];

export function verdictOf(decision: Decision): ScanVerdict {
  if (decision === 'allow') return 'clean';
  if (decision === 'content_flagged') return 'flag';
  return DECISIONS[decision].action === 'hold' ? 'quarantine' : 'block';
}

export function strictestVerdict(verdicts: Iterable<ScanVerdict>): ScanVerdict {
  let worst = 0;
  for (const verdict of verdicts) worst = Math.max(worst, VERDICTS.indexOf(verdict));
  return VERDICTS[worst] ?? 'clean';
}
