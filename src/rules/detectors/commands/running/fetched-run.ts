import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Span } from '../../span.ts';
import { commandTexts } from '../shell/command-texts.ts';
import type { Call } from '../shell/nested-commands.ts';

/**
 * A file is fetched from a place or into a place that nobody looks at, and run by a later command of the same line. A release
 * fetched over https into the working folder or among the programs is how many installers are used, and left alone.
 */
export function fetchedRuns(text: string): Span[] {
  const found: Span[] = [];
  for (const leaf of commandTexts(text)) {
    if (isFetchedRun(leaf.calls) || isDownloadedFile(leaf.text)) found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

/** No name, the clear, or a paste that anybody can write. */
const ODD_SOURCE = expression(
  wording`
    \bhttp:\/\/(?!localhost|127\.|\[::1\])|\bhttps?:\/\/\d{1,3}(?:\.\d{1,3}){3}|\bftp:\/\/|
    @\d{1,3}(?:\.\d{1,3}){3}:|\bhttps?:\/\/(?:[\w-]{1,40}\.){0,2}(?:pastebin\.com|paste\.ee|paste\.rs|hastebin\.com|
    dpaste\.\w{2,4}|ix\.io|0x0\.st|transfer\.sh|termbin\.com|rentry\.co|ngrok(?:-free)?\.(?:io|app|dev)|
    trycloudflare\.com|serveo\.net|file\.io|catbox\.moe|gofile\.io|temp\.sh|bashupload\.com|discordapp\.com|
    discord\.com|onion(?:\.\w{2,3})?)[/:\s]`,
  'i',
);
/** Hidden, or gone with the next start. */
const ODD_PLACE = expression(
  wording`
    (?:^|[/\\])\.[\w-]{1,32}$|^\/(?:dev\/shm|var\/tmp|run)\/|^(?:~|\$HOME|\/home\/\w{1,32}|
    \/root)\/\.(?!local\/)[\w-]{1,24}\/|^\/tmp\/|\$env:(?:TEMP|APPDATA|LOCALAPPDATA|PUBLIC|ProgramData)|%(?:TEMP|
    APPDATA|LOCALAPPDATA|PUBLIC|PROGRAMDATA)%|\\Users\\Public\\|\\ProgramData\\|\\Windows\\Temp\\`,
  'i',
);
const RUNS = expression(wording`
    ^(?:ba|da|z|k|a)?sh$|^(?:python[23]?|perl|ruby|node|php|source|\.|start|start-process|saps|cmd|powershell|pwsh|
    java|open|rundll32|msiexec|wscript|cscript|mono|sudo|exec|insmod|&)$`);

/** `.DownloadFile('http://…','C:\\…\\a.exe'); & 'C:\\…\\a.exe'` */
function isDownloadedFile(text: string): boolean {
  const match = /DownloadFile\(\s{0,3}['"]https?:\/\/[^'"\n]{3,300}['"]\s{0,3},\s{0,3}['"]([^'"\n]{3,200})['"]/i.exec(
    text,
  );
  return match !== null && text.slice(match.index + match[0].length).includes(lastOf(match[1] ?? ''));
}

type Fetched = { readonly file: string; readonly odd: boolean };

function isFetchedRun(calls: readonly Call[]): boolean {
  const fetched: Fetched[] = [];
  let hidden = false;
  if (!calls.some(({ program }) => FETCHING.test(program))) return false;
  for (const [at, call] of calls.entries()) {
    if (call.program === 'cd' && ODD_PLACE.test(`${call.args}/`)) hidden = true;
    const file = targetOf(call, calls[at + 1]);
    if (file !== undefined) {
      fetched.push({ file, odd: hidden || ODD_SOURCE.test(`${call.args} `) || ODD_PLACE.test(file) });
      continue;
    }
    if (fetched.some((one) => one.odd && runs(call, one.file))) return true;
  }
  return false;
}

const DOWNLOADERS =
  /^(?:curl|wget|aria2c|http|https|fetch|lwp-download|iwr|irm|invoke-webrequest|invoke-restmethod|start-bitstransfer)$/;
const COPIERS = /^(?:scp|rsync|sftp|ftp|tftp|smbclient|git)$/;
const UNPACKERS = /^(?:tar|unzip|7z)$/;
const FETCHING = new RegExp(`${DOWNLOADERS.source}|${COPIERS.source}|${UNPACKERS.source}|^(?:certutil|bitsadmin)$`);

/** Where a call puts what it fetches, as far as its words say. */
function targetOf(call: Call, next: Call | undefined): string | undefined {
  const { program } = call;
  if (!FETCHING.test(program)) return undefined;
  const { args } = call;
  const address = /(?:https?|ftp):\/\/[^\s"']{3,300}/i.exec(args)?.[0];
  const named = address === undefined ? undefined : lastOf(address.replace(/[?#][\s\S]{0,300}$/, ''));
  if (DOWNLOADERS.test(program)) {
    if (address === undefined && !/\$\w|[\w-]\.\w{2,12}\//.test(args)) return undefined;
    const given =
      /(?:^|\s)(?:(?:-\w{0,6}[oO]|--output(?:-document)?|--out|-OutFile|-Destination|>)[=\s]\s?|-[oO](?=[/~.])|>)([^\s-][^\s]{0,200})/.exec(
        args,
      )?.[1];
    if (given !== undefined && !/^https?:/i.test(given)) return given;
    if (next?.program === 'tee' && next.command.after === '|') return next.args.replace(/^-a /, '').split(' ')[0];
    return program === 'wget' || /(?:^|\s)-\w{0,6}O\b|--remote-name/.test(args) ? named : undefined;
  }
  if (program === 'certutil') return /urlcache/i.test(args) ? args.split(' ').at(-1) : undefined;
  if (program === 'bitsadmin') return /\/transfer/i.test(args) ? args.split(' ').at(-1) : undefined;
  if (COPIERS.test(program)) {
    if (program === 'git' && !/^clone\b/.test(args)) return undefined;
    if (!/[\w.-]@?[\w.-]{1,60}:|https?:/.test(args)) return undefined;
    const last = args.split(' ').at(-1) ?? '';
    if (program === 'git') return /^https?:|@/.test(last) ? undefined : last;
    const remote = /:([^\s]{1,200})/.exec(args)?.[1];
    return /:/.test(last.slice(2)) ? undefined : last === '.' || last.endsWith('/') ? lastOf(remote ?? '') : last;
  }
  if (UNPACKERS.test(program)) return /(?:-C|-d|-o)\s?(\/(?:tmp|dev\/shm|var\/tmp)\S{0,100})/.exec(args)?.[1];
  return undefined;
}

function runs({ program, args, command }: Call, file: string): boolean {
  const name = lastOf(file);
  if (name.length < 1) return false;
  const first =
    command.words
      .map(({ value }) => value)
      .find((value) => !/^(?:sudo|nohup|setsid|exec|&|env|timeout|\d+)$/.test(value)) ?? '';
  if (first === file || first === `./${name}` || (lastOf(first) === name && /^[./~$%]/.test(first))) return true;
  // An unpacked folder: what is started stands in it.
  if (file.startsWith('/') && first.startsWith(`${file.replace(/\/$/, '')}/`)) return true;
  if (program === name.toLowerCase() && name.length > 2) return true;
  return (
    RUNS.test(program) &&
    args
      .split(' ')
      .some(
        (arg) =>
          arg === file ||
          lastOf(arg) === name ||
          (file.startsWith('/') && arg.startsWith(`${file.replace(/\/$/, '')}/`)),
      ) &&
    !/--version|--help/.test(args)
  );
}

function lastOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
