import type { Parameter } from './parameter.ts';
import { parametersOf, reachesOut, record, type Schema } from './parameters.ts';
import { takesAnything } from './patterns.ts';
import { quoted } from './quoted.ts';
import { wordsOf } from './words.ts';

/** The same, and whether it can be read at all and lists what it takes. */
export function expandsSchema(was: Schema, is: Schema): string[] {
  const reasons = expandsParameters(was.parameters, is.parameters, was.others === 'taken');
  if (was.whole && !is.whole) reasons.push('a schema that cannot be read to its end');
  if (was.others === 'refused' && is.others === 'taken') reasons.push('"arguments" takes members that are not listed');
  return reasons;
}

/**
 * What a tool can newly be handed: a parameter of a reach that the tool did not have, a bound that is gone, a default
 * that points somewhere. Another path for a tool that takes paths already is no new reach.
 * @param tookOthers whether the arguments said that they take members that are not listed
 */
export function expandsParameters(
  was: ReadonlyMap<string, Parameter>,
  is: ReadonlyMap<string, Parameter>,
  tookOthers: boolean,
): string[] {
  const reasons: string[] = [];
  const reaches = new Set([...was.values()].map(({ reach }) => reach));
  // An argument that listed nothing took anything: naming what it takes adds nothing.
  const parents = new Set([...was.keys()].filter((path) => path !== '').map(parentOf));
  const wasOpen = (path: string) => {
    let above = parentOf(path);
    while (above !== '' && !was.has(above)) above = parentOf(above);
    // A tool that is called without arguments is handed nothing by any model, whatever JSON Schema would let in [89].
    return !parents.has(above) && (above === '' ? tookOthers : holdsMembers(was.get(above)));
  };
  for (const [path, after] of is) {
    const before = was.get(path);
    const name = quoted(path === '' ? 'arguments' : path.slice(1));
    if (before === undefined) {
      if (path !== '' && !wasOpen(path) && after.reach !== undefined && !reaches.has(after.reach)) {
        reasons.push(`new ${after.reach} parameter ${name}`);
      }
    } else {
      reasons.push(...loosened(name, before, after));
      if (
        before.reach === undefined &&
        after.reach !== undefined &&
        !reaches.has(after.reach) &&
        widened(before, after)
      )
        reasons.push(`${name} becomes a ${after.reach} parameter`);
    }
    if (!same(before?.fallback, after.fallback) && after.fallback !== undefined && reachesOut(after.fallback)) {
      reasons.push(`the default of ${name} points elsewhere`);
    }
    const fixed = after.bounds.get('const');
    if (fixed !== undefined && !same(before?.bounds.get('const'), fixed) && reachesOut(fixed)) {
      reasons.push(`${name} is fixed to a place`);
    }
  }
  return reasons;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** What was a number, a flag or a text has no room for members. */
function holdsMembers(parameter: Parameter | undefined): boolean {
  if (parameter === undefined) return true;
  const all = types(parameter);
  return all.size === 0 || all.has('object') || all.has('array');
}

/** A number or a flag reaches nothing whatever its name says: what may be a text now reaches what its name says [89]. */
function widened(before: Parameter, after: Parameter): boolean {
  const [was, is] = [types(before), types(after)];
  return was.size > 0 && (is.size === 0 || [...is].some((type) => !was.has(type)));
}

/** A list of choices may grow; a choice that was the only bound may not vanish. @param name in quotes */
function loosened(name: string, before: Parameter, after: Parameter): string[] {
  const reasons: string[] = [];
  const choices = choicesOf(before);
  for (const choice of choicesOf(after)) {
    if (reachesOut(choice) && !choices.has(choice)) reasons.push(`${name} may be ${quoted(String(choice))}`);
  }
  const gone = (bound: string) => before.bounds.has(bound) && !after.bounds.has(bound);
  for (const bound of ['enum', 'const', 'pattern', 'format']) {
    if (!gone(bound)) continue;
    // One bound in place of the other holds as well.
    if (bound === 'enum' && after.bounds.has('const')) continue;
    if (bound === 'const' && after.bounds.has('enum')) continue;
    if (bound === 'format' && before.reach === undefined) continue;
    reasons.push(`${name} is no longer bounded by ${bound}`);
  }
  const pattern = [before.bounds.get('pattern'), after.bounds.get('pattern')];
  if (pattern[0] !== undefined && pattern[1] !== undefined && takesAnything(String(pattern[1]))) {
    if (!same(pattern[0], pattern[1])) reasons.push(`the pattern of ${name} takes anything`);
  }
  // Of what is inside an argument the server knows best; the arguments themselves are the tool's contract.
  const outer = before.path !== '' && before.reach !== undefined;
  if (
    outer &&
    before.bounds.get('additionalProperties') === false &&
    after.bounds.get('additionalProperties') === true
  ) {
    reasons.push(`${name} takes members that are not listed`);
  }
  const wider = [...types(after)].filter((type) => !types(before).has(type) && type !== 'null' && type !== 'array');
  if (before.reach !== undefined && before.reach !== 'context' && types(before).size > 0) {
    if (wider.includes('string') || wider.includes('object')) reasons.push(`${name} takes other types`);
  }
  return reasons;
}

/**
 * A tool that turns from reading to writing must be looked at. Hints that are no longer given are no change: nobody
 * trusts what is not said. Neither is a hint that owns up to what the approved name says: `move_file` replaces, and
 * `web_search` reaches the web, whatever was hinted before.
 * @param name the one that was approved
 */
export function expandsHints(was: Record<string, unknown>, is: Record<string, unknown>, name: string): string[] {
  const words = wordsOf(name);
  const says = (list: ReadonlySet<string>) => words.some((word) => list.has(word));
  const reasons: string[] = [];
  if (was.readOnlyHint === true && is.readOnlyHint === false) reasons.push('no longer read-only');
  if (was.destructiveHint === false && is.destructiveHint === true && is.readOnlyHint !== true) {
    if (says(READS) || !says(REPLACES)) reasons.push('now destructive');
  }
  if (was.openWorldHint === false && is.openWorldHint === true && !says(OF_THE_WEB)) {
    reasons.push('now reaches the open world');
  }
  return reasons;
}

/** What is done away with or put in the place of something else is not only added to. */
const REPLACES: ReadonlySet<string> = new Set(
  'delete remove drop destroy erase purge truncate clear wipe reset overwrite replace rename move update edit modify'.split(
    ' ',
  ),
);
/** `list_updates` and `get_reset_date` only read. */
const READS: ReadonlySet<string> = new Set('get list read search find fetch show view describe count check'.split(' '));
const OF_THE_WEB: ReadonlySet<string> = new Set(
  'web website webpage internet online http https url urls browser crawl scrape'.split(' '),
);

/** Whether nothing was added: every parameter was there, and every bound still stands or is tighter. */
export function narrows(was: unknown, is: unknown): boolean {
  const before = parametersOf(record(was)?.inputSchema);
  const after = parametersOf(record(is)?.inputSchema);
  if ([...after.keys()].some((path) => !before.has(path))) return false;
  const fewer = after.size < before.size;
  let tighter = false;
  for (const [path, { bounds, required }] of after) {
    const old = before.get(path);
    if (old === undefined) return false;
    for (const [bound, value] of bounds) if (!same(old.bounds.get(bound), value)) tighter = true;
    if (required && !old.required) tighter = true;
  }
  return fewer || tighter;
}

function choicesOf({ bounds }: Parameter): Set<unknown> {
  const list = bounds.get('enum');
  return new Set(Array.isArray(list) ? (list as unknown[]) : []);
}

function types({ bounds }: Parameter): Set<unknown> {
  const type = bounds.get('type');
  return new Set(Array.isArray(type) ? type : type === undefined ? [] : [type]);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
