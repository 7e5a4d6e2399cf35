import { lateExpression } from '../../../machine-code.ts';

/** What a line begins with beside its command: where it ends, and whether it says that a command follows. */
export type Lead = { readonly end: number; readonly tells: boolean };

/** Keys whose value is a command, in workflows, pipelines, manifests, tasks and hooks. */
const KEY = String.raw`(?:run|scripts?|(?:before|after)_script|cmd|exec|entry|entrypoint|sh|shell|bash|build|test|start|stop|install|prepare|lint|dev|deploy|clean|(?:pre|post)[a-z]{3,16}|[a-z_-]{0,24}[cC]ommand)`;
const TIME = String.raw`(?:[\d*][\d*,/-]{0,24}|[A-Za-z]{3}(?:-[A-Za-z]{3})?)[ \t]{1,8}`;
const TELLING = [
  // `- run: `, `script: |`, `"test": `, `- `
  String.raw`(?:-[ \t]{1,8})?(?<quote>["']?)${KEY}\k<quote>[ \t]{0,4}:(?:[ \t]{1,8}[|>]?[+-]?[ \t]{0,8}|(?=["']))`,
  // Of a Dockerfile
  String.raw`(?:RUN|CMD|ENTRYPOINT)[ \t]{1,8}(?:--[\w=,:./-]{1,160}[ \t]{1,8}){0,4}`,
  // Of a systemd unit, and of what a desktop starts
  String.raw`Exec[A-Za-z]{0,12}=[-@:+!|]{0,3}`,
  // Of a table of scheduled jobs
  String.raw`(?:@(?:reboot|hourly|daily|weekly|monthly|yearly|annually|midnight)[ \t]{1,8}|(?:${TIME}){5})(?:(?:root|nobody|www-data)[ \t]{1,8})?`,
  String.raw`-[ \t]{1,8}(?=["'])`,
  // Of a makefile that does not say what it runs
  String.raw`@-?[ \t]{0,8}(?=[\w/~"'.({$])`,
].join('|');
const OTHERS = [
  // Of a notebook; what a difference adds
  String.raw`[!+]{1,2}[ \t]{0,40}(?=[\w/~"'.({$:])`,
  String.raw`-[ \t]{1,8}(?=[a-z/~])|-(?=[a-z]{2,16}[ \t]+[-/~$"'\w])`,
].join('|');
const LEAD = lateExpression(() => String.raw`(?:(${TELLING})|${OTHERS})`, 'y');
const FIRST = /[-@!+"'*\dA-Za-z]/;

/** @param at where the first that is no blank stands on a line */
export function leadAt(text: string, at: number): Lead | undefined {
  if (!FIRST.test(text[at] ?? '')) return undefined;
  const lead = LEAD();
  let end = at;
  let tells = false;
  // What a difference adds may be a line of a workflow.
  for (let turn = 0; turn < MOST; turn += 1) {
    lead.lastIndex = end;
    const match = lead.exec(text);
    if (match === null) break;
    end = lead.lastIndex;
    tells ||= match[1] !== undefined;
  }
  return end === at ? undefined : { end, tells };
}

const MOST = 3;
