/** How rules of detectors are written: Sigma's and Falco's, YARA's; and what the audit of a system records. */
const SIGMA = /(?:^|\n)\s{0,8}(?:- )?(?:detection|logsource|condition|falsepositives|priority):\s/g;
const YARA = /\brule \w{2,60}(?:\s?:[ \w]{2,40})?\s{0,4}\{[\s\S]{0,400}\b(?:strings|condition):/;
const AUDIT =
  /\btype=(?:EXECVE|PROCTITLE|SYSCALL) msg=audit\(|\(user=\S{1,32} (?:[\w.]{2,16}=\S{1,60} ){0,4}(?:cmd|command|cmdline|proc\.cmdline)=/;
const AROUND = 600;
/** Of the words of a rule so many. */
const ENOUGH = 2;

/**
 * Whether a command stands in a rule that finds it, or in the record of one that was run. Neither is a script; who wants to be obeyed may write
 * like that, so it lowers a finding and never clears it.
 */
export function isDetected(text: string, start: number, end: number): boolean {
  const around = text.slice(Math.max(0, start - AROUND), Math.min(end, start + AROUND) + AROUND);
  const words = new Set([...around.matchAll(SIGMA)].map(([word]) => word.trim()));
  return words.size >= ENOUGH || YARA.test(around) || AUDIT.test(around);
}
