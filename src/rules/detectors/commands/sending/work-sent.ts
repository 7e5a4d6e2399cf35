import { isDoubtful } from '../../addresses/trust.ts';
import type { Span } from '../../span.ts';
import { anyOf } from '../shell/any-of.ts';
import { type CommandText, commandTexts } from '../shell/command-texts.ts';
import type { Call } from '../shell/nested-commands.ts';
import { HERE } from './sending-calls.ts';

/** Everything that lies in the folder of the work, as one file or stream. */
const PACKS: readonly (readonly [program: RegExp, args: RegExp])[] = [
  [/^(?:tar|bsdtar)$/, /^-{0,2}\w{0,5}c/],
  [/^(?:zip|7z|rar)$/, /(?:^|\s)(?:-\w{0,4}r|a\s)/],
  [/^git$/, /^(?:-C \S{1,160} )?(?:bundle create|archive)\b/],
  [/^(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump|mongoexport|repomix)$/, /^/],
];
const PACKERS = anyOf(PACKS.map(([program]) => program));
const SENDS = /^(?:curl|wget|nc|ncat|netcat|socat|http|https|openssl)$/;
const TAKES =
  /(?:^|\s)(?:-\w{0,4}[TFd](?:\s|\S)|--upload-file|--form|--data|--post-file|--body-file)|@-|^\S{3,120} \d{2,5}$/;

/**
 * Whether what is worked on goes to an address that is doubtful by itself, a bare number or a name that costs next to nothing: an
 * archive by an upload, every later clone by a setting, a repository with another host's token.
 */
export function sendsWork({ text, calls }: CommandText): boolean {
  return calls.some(leadsAway) || (calls.some(packs) && calls.some((call) => takesAway(call, text)));
}

/** A repository is pushed, or tied, to an address that is doubtful by itself. Over ssh it is a machine that knows its user. */
export function repositoriesElsewhere(text: string): Span[] {
  return commandTexts(text)
    .filter(({ calls }) => calls.some(pushesAway))
    .map(({ start, end }) => ({ start, end }));
}

function packs(call: Call): boolean {
  return PACKERS.test(call.program) && PACKS.some(([name, shape]) => name.test(call.program) && shape.test(call.args));
}

function takesAway(call: Call, text: string): boolean {
  if (!SENDS.test(call.program)) return false;
  const { args } = call;
  return TAKES.test(args) && !HERE.test(args) && isDoubtful(/:\/\//.test(args) ? args : text);
}

const OF_GITHUB = /\$\{?(?:GITHUB_TOKEN|GH_TOKEN|GITHUB_PAT)\}?@(?!(?:[\w-]{1,40}\.){0,3}github\.com\b)[\w-]{1,63}\./;

/** `git config url.https://….insteadOf https://github.com/`, `git push https://x:$GITHUB_TOKEN@…`. */
function leadsAway(call: Call): boolean {
  if (call.program !== 'git') return false;
  const { args } = call;
  const instead = /\bconfig\b.{0,40}\burl\.(\S{4,160})\.insteadof\b/i.exec(args)?.[1];
  return (instead !== undefined && isDoubtful(instead)) || OF_GITHUB.test(args);
}

/** `git push https://203.0.113.9/r.git`, `git remote add x https://…`. */
function pushesAway(call: Call): boolean {
  if (call.program !== 'git') return false;
  const { args } = call;
  if (!/^(?:-\w \S{1,160} )?(?:push|remote (?:\S{1,160} )?(?:add|set-url))\b/.test(args)) return false;
  const url = /\b(?:https?|git|ftp):\/\/\S{4,200}/.exec(args)?.[0];
  return url !== undefined && !HERE.test(url) && isDoubtful(url);
}
