import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Span } from '../../span.ts';
import { anyOf } from '../shell/any-of.ts';
import { type CommandText, commandTexts } from '../shell/command-texts.ts';
import type { Call } from '../shell/nested-commands.ts';
import { THROWN_AWAY, WHOLESALE } from './wholesale-table.ts';

/**
 * Commands that delete without a way back what is not the task's own: a cloud's projects and buckets, namespaces, databases,
 * volumes, backups, a remote's branches. What by its name is made to be thrown away is left alone.
 */
export function wholesaleDeletions(text: string): Span[] {
  const found: Span[] = [];
  for (const leaf of commandTexts(text)) {
    if (deletesWholesale(leaf)) found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

function deletesWholesale(command: CommandText): boolean {
  const { text } = command;
  if (DROPPED.test(text) && !THROWN_AWAY.test(text)) return true;
  if (IN_CODE.test(text)) return true;
  const { calls } = command;
  return calls.some(
    (call) =>
      DELETING.test(call.program) &&
      (WHOLESALE.some(
        ({ programs, args, unless }) =>
          programs.test(call.program) && args.test(call.plain) && unless?.test(call.plain) !== true,
      ) ||
        takesEvery(call, calls) ||
        isRootRemoval(call, calls)),
  );
}

/** A statement by itself, as a database tool is given it. */
const DROPPED = /^\s{0,20}drop\s{1,4}(?:database|schema|keyspace)\s{1,4}(?!if\b)["'`[]?\w/i;

/** A script language's word for `rm -rf` and a root or a home. */
const IN_CODE = expression(wording`
    \b(?:rmtree|rmSync|rmdirSync|rimraf|rimrafSync|rm_rf|rm_r|RemoveAll|remove_dir_all|emptyDirSync|removeSync|
    deltree|deleteDirectory|Directory\.Delete|File::Path::rmtree|remove_tree|unlink glob)\s{0,2}\(?\s{0,2}(?:path\.join\(|Path\(|pathlib\.Path\(|r|
    f)?\s{0,2}(?:["'\x60](?:\/|~|C:[\\/]{0,4}|\/(?:home|etc|usr|var|root|opt|srv|bin|boot|Users|
    lib)(?:\/[\w.$-]{0,32})?\/?\*?)["'\x60]|os\.path\.expanduser\(\s{0,2}["']~\/?["']|os\.homedir\(\)\s{0,2}[,)]|
    (?:pathlib\.)?Path\.home\(\)\s{0,2}[,)]|process\.env\.HOME\s{0,2}[,)]|Dir\.home\s{0,2}[,)]|
    ENV\[["']HOME["']\]\s{0,2}[,)]|\$ENV\{["']?HOME["']?\}|
    require\(\s{0,2}["'](?:node:)?os["']\s{0,2}\)\.homedir\(\))`);

const LISTS: readonly (readonly [program: RegExp, deletes: RegExp, lists: RegExp])[] = [
  [
    /^aws$/,
    /\b(?:terminate-instances|delete-[\w-]{3,40}|s3 r[bm])\b/,
    /\b(?:describe-[\w-]{3,40}|list-[\w-]{3,40}|s3 ls)\b/,
  ],
  [/^gcloud$/, /\bdelete\b/, /\blist\b/],
  [/^az$/, /\bdelete\b/, /\blist\b/],
  [/^helm$/, /^(?:uninstall|delete)\b/, /^(?:ls|list)\b/],
  [/^(?:docker|podman)$/, /\bvolume rm\b/, /\bvolume ls\b/],
  [
    /^(?:kubectl|oc)$/,
    /\bdelete (?:ns|namespaces?|pvc?|deploy\w{0,8}|sts|statefulsets?|svc|secrets?)\b/,
    /\bget (?:ns|namespaces?|pvc?|deploy\w{0,8}|sts|statefulsets?|svc|secrets?)\b/,
  ],
];

/** `… list | xargs … delete`, `delete $(… list)`: everything there is, unless a filter or a name narrows it. */
function takesEvery(call: Call, calls: readonly Call[]): boolean {
  const row = LISTS.find(([program, deletes]) => program.test(call.program) && deletes.test(call.args));
  if (row === undefined) return false;
  const lists = calls.filter(({ program, args }) => row[0].test(program) && row[2].test(args));
  return (
    lists.length > 0 &&
    !lists.some(
      ({ args }) => /--filters?\b|\bfilter=|-l\b|--selector|--field-selector|\[\?/.test(args) || THROWN_AWAY.test(args),
    ) &&
    !calls.some(({ program }) => /^(?:e|f)?grep$|^rg$|^jq$|^head$|^tail$/.test(program))
  );
}

const ROOT = expression(wording`
    (?:^|[\s"'=])(?:\/|~|\$HOME|\$env:(?:USERPROFILE|SystemRoot|SystemDrive|windir|HOMEPATH)|%(?:USERPROFILE|
    SYSTEMROOT|SYSTEMDRIVE|WINDIR)%|[A-Za-z]:[\\/]{0,2}(?:Users|Windows|Program Files|ProgramData|
    Documents and Settings)?|\/(?:home|etc|usr|var|root|boot|srv|bin|lib|opt|Users|System|Library)|
    \/var\/(?:lib(?:\/(?:postgresql|mysql|mongodb|docker|etcd|redis|elasticsearch|kubelet|rancher))?|log|backups?)|
    \/(?:mnt|data|srv)?\/?backups?)[\\/]{0,2}\*{0,2}(?:\.\*)?(?=[\s"';,]|$)`);

/** Beside the roots: what services, machines and people keep. */
const OWNED = expression(wording`
    (?:^|\s)(?:\/var\/lib\/(?:postgresql|mysql|mongodb|docker|etcd|redis|elasticsearch|kubelet|
    rancher)(?:\/[\w.*-]{1,40}){0,4}|\/(?:var\/(?:backups?|log)|(?:mnt|srv|data)\/backups?|backups?|usr\/(?:bin|lib|sbin|
    local)|boot)(?:\/\*)?|\/(?:home|Users)\/[\w.-]{1,32}(?:\/\*)?|(?:~|\$HOME|\/(?:home|
    Users)\/[\w.-]{1,32})\/(?:Documents|Desktop|Pictures|Photos|\.ssh|\.gnupg|Library)(?:\/\*)?)\/?(?=\s|$)`);

const REMOVERS = /^(?:remove-item|ri|rd|rmdir|del|erase|find|mv|rsync|rm|chmod|chown)$/;

/** The programs that anything here is told of: most words that begin a command are none of them. */
const DELETING = anyOf([...WHOLESALE.map((row) => row.programs), ...LISTS.map(([program]) => program), REMOVERS]);

/** A removal that is none of a root by `rm`: by PowerShell, cmd, find, mv, rsync, and of what others keep. */
function isRootRemoval({ program, plain: args }: Call, calls: readonly Call[]): boolean {
  if (/^(?:remove-item|ri|rd|rmdir|del|erase)$/.test(program)) {
    const wide = /(?:^|\s)(?:-r(?:ec(?:urse)?)?|\/s)\b/i.test(args);
    if (wide && ROOT.test(args)) return true;
    return calls.some(
      (other) =>
        /^(?:get-childitem|gci|dir|ls)$/.test(other.program) &&
        /-r(?:ec(?:urse)?)?\b/i.test(other.args) &&
        ROOT.test(other.args) &&
        /\.|-force/i.test(args) === true &&
        !/-(?:filter|include)\b/i.test(other.args),
    );
  }
  if (program === 'find')
    return (
      /^(?:-[HLP] )?(?:\/|~|\$HOME|\/(?:home|root|etc|usr|srv|Users|var\/(?:lib|backups?)))\/? /.test(args) &&
      /\s-delete\b|-exec\w{0,3} (?:rm|shred|truncate|unlink)\b/.test(args) &&
      !/\s-i?(?:name|path|regex)\b.{0,60}(?:\.tmp|\.pyc|\.DS_Store|~|\.swp|cache|\.log|core)\b/.test(args) &&
      !/-[mac](?:time|min)\b/.test(args)
    );
  if (program === 'mv') return /\s\/dev\/null$/.test(args) && /^(?:-\w{1,3} )?(?:~|\/|\$HOME)/.test(args);
  if (program === 'rsync')
    return /--delete\b/.test(args) && /\s(?:\/|~|\$HOME|\/(?:home|etc|usr|var|root|srv|Users))\/?$/.test(args);
  if (program === 'rm') return /(?:^|\s)-\w{0,6}[rR]/.test(args) && OWNED.test(args);
  if (program === 'chmod' || program === 'chown')
    return /(?:^|\s)-\w{0,4}R/.test(args) && /\s\/(?:etc|usr|bin|lib|boot|var|sbin|root)?\/?\*?$/.test(args);
  return false;
}
