import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Span } from '../../span.ts';
import { type CommandText, commandTexts } from '../shell/command-texts.ts';
import { type Call, callsIn } from '../shell/nested-commands.ts';
import { sendsEnvironment } from './environment-sent.ts';
import { packsHome, SECRET_FILE, showsSecret, unveiled } from './secret-shown.ts';
import { OPENERS, OPENERS_OF_CURL, sends, writes } from './sending-calls.ts';
import { sendsWork } from './work-sent.ts';

/** A secret's file or a secret's command, and a call that sends: joined by a pipe, a substitution, an argument or a file made in between. */
export function secretsSent(text: string): Span[] {
  const found: Span[] = [];
  for (const leaf of commandTexts(text)) {
    if (sendsSecret(leaf) || commitsSecret(leaf.calls) || sendsEnvironment(leaf.text) || sendsWork(leaf))
      found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

function sendsSecret({ text, calls }: CommandText): boolean {
  if (!calls.some(sends)) return HIDDEN_WIRE.test(text) && calls.some(showsSecret);
  // Files that hold what was taken: archives, copies, encoded texts; whether all of it came out of a database.
  const made = new Map<string, boolean>();
  const names = namesOf(text);
  let inPipe = false;
  let shown = false;
  let dumped = false;
  for (const [at, call] of calls.entries()) {
    const { after } = call.command;
    if (after !== '|' && after !== '|&' && !(call.nested && after === ''))
      inPipe = shown && (call.program === 'done' || call.program === '}');
    const sending = sends(call);
    if (sending) {
      const openers = /^(?:curl|wget)$/.test(call.program) ? OPENERS_OF_CURL : OPENERS;
      const carried = unveiled(call.args.replace(openers, ' '));
      if ((inPipe && !(dumped && STORES.test(call.program))) || names.some((name) => carriesName(carried, name)))
        return true;
      if (carriesFile(call, carried)) return true;
      const stores = STORES.test(call.program);
      if ([...made].some(([file, isDump]) => !(isDump && stores) && carried.includes(file))) return true;
      if (substitutes(calls, at)) return true;
    }
    if (showsSecret(call)) {
      shown = true;
      dumped = DUMPS.test(call.program) || packsHome(call);
      if (!sending) {
        inPipe = true;
        const file = writes(call, calls[at + 1]);
        if (file !== undefined) made.set(file, dumped);
      }
    } else if (inPipe) {
      const file = writes(call, undefined);
      if (file !== undefined) made.set(file, dumped);
    }
  }
  return false;
}

/** Everybody's data kept in a bucket or on another machine is a backup; posted to an address it is none. */
const DUMPS = /^(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump|mongoexport)$/;
const STORES = /^(?:aws|gsutil|gcloud|rclone|azcopy|s3cmd|s5cmd|mc|b2|ssh|scp|rsync)$/;

const NAMED = expression(
  wording`
    (?:^|[;&|\n]|\b(?:do|then|export|local)\s)\s{0,8}([A-Za-z_]\w{0,24})=["']?(?:\$\(|\x60)([^\n)\x60]{1,240})|
    \bfor\s{1,3}(\w{1,16})\s{1,3}in\s{1,3}(?:\$\(|\x60)([^\n)\x60]{1,240})`,
  'g',
);
const READ = /\|\s{0,3}while\s{1,3}(?:IFS=\S{0,4}\s{1,3})?read\s{1,3}(?:-r\s{1,3})?(\w{1,16})\b/;

/** Variables that hold a secret: `k=$(cat ~/.netrc)`, `for l in $(…)`, `… | while read l`. */
function namesOf(text: string): string[] {
  const names: string[] = [];
  for (const [, name, from, each, of] of text.matchAll(NAMED)) {
    if (callsIn(from ?? of ?? '').some(showsSecret)) names.push(name ?? each ?? '');
  }
  const read = READ.exec(text);
  if (read !== null && callsIn(text.slice(0, read.index)).some(showsSecret)) names.push(read[1] ?? '');
  return names;
}

/** In a header made for it a token goes where it belongs. */
function carriesName(carried: string, name: string): boolean {
  const rest = carried.replace(
    /(?:Authorization|[\w-]{0,24}Token|[\w-]{0,16}Api-?Key)\s?:\s?(?:Bearer |token |Basic )?\$\{?\w{1,25}\}?|(?:-u|--user)\s\S{0,40}/gi,
    ' ',
  );
  return rest.includes(`$${name}`) || rest.includes(`\${${name}`);
}

/** Bash's own connections. */
const HIDDEN_WIRE = /[<>]\s{0,2}\/dev\/(?:tcp|udp)\/(?!localhost|127\.)/;

/** Whether what a sending call names itself is a secret. */
function carriesFile({ program }: Call, carried: string): boolean {
  if (program === 'curl') {
    const given = carried.match(/(?:@|<|-T ?|--upload-file[ =]|--data-urlencode[ =]\S{0,20}@)\s?\S{1,200}/g) ?? [];
    return given.some((one) => SECRET_FILE.test(one.replace(/^(?:-T ?|--upload-file[ =])/, '@')));
  }
  if (/^(?:nslookup|dig|host|drill|ping|gh)$/.test(program)) return program === 'gh' && SECRET_FILE.test(carried);
  if (/^(?:scp|rsync|sftp)$/.test(program)) {
    const words = carried.trim().split(' ');
    // Only what goes out: the last word is the other machine.
    return (
      /:/.test(words.at(-1) ?? '') &&
      words.slice(0, -1).some((word) => !/^-/.test(word) && SECRET_FILE.test(` ${word}`))
    );
  }
  if (/^(?:aws|gsutil|gcloud|rclone|azcopy)$/.test(program)) {
    const target = carried.search(/\s(?:s3|gs):\/\/\S|\s[\w-]{2,32}:\S{0,80}(?:\s|$)/);
    return SECRET_FILE.test(target > 0 ? carried.slice(0, target) : carried);
  }
  return SECRET_FILE.test(carried);
}

/** `curl -d "$(cat ~/.netrc)"`: a call within the sending one. A token in a header that is made for it goes where it belongs. */
function substitutes(calls: readonly Call[], at: number): boolean {
  const outer = calls[at];
  if (outer === undefined) return false;
  const { depth } = outer.command;
  for (const inner of calls.slice(at + 1, at + 12)) {
    if (inner.command.depth <= depth && !/^[`$]/.test(inner.command.after)) {
      if (!/^[)|`]/.test(inner.command.after)) return false;
      continue;
    }
    if (showsSecret(inner)) {
      const before = outer.args.slice(-60);
      return (
        !/(?:Authorization|Token|Api-?Key|PRIVATE-TOKEN)\s{0,2}:?\s{0,2}(?:Bearer|token|Basic)?\s{0,2}$/i.test(
          before,
        ) && !/(?:-u|--user)\s?\S{0,24}$/.test(before)
      );
    }
  }
  return false;
}

/** `git add -f .env && git push`: what was kept out of the repository is forced in. */
function commitsSecret(calls: readonly Call[]): boolean {
  if (!calls.some(({ program }) => program === 'git')) return false;
  const added = calls.some(
    ({ program, args }) =>
      program === 'git' && /^add\b.{0,60}(?:\s-\w{0,3}f\b|--force)/.test(args) && SECRET_FILE.test(args),
  );
  const copied = calls.find(
    ({ program, args }) => /^(?:cp|mv)$/.test(program) && SECRET_FILE.test(args.split(' ').slice(0, -1).join(' ')),
  );
  const folder = copied?.args.split(' ').at(-1)?.split('/')[0] ?? '';
  const shared =
    /^\w/.test(folder) &&
    calls.some(({ program, args }) => program === 'git' && args.startsWith('add ') && args.includes(folder)) &&
    calls.some(({ program, args }) => program === 'git' && args.startsWith('push'));
  if (shared) return true;
  return added && calls.some(({ program, args }) => program === 'git' && /^(?:commit|push)\b/.test(args));
}
