import type { z } from 'zod';
import { didYouMean, oneOf } from './hints.ts';
import { nearest } from './nearest.ts';
import { KEYS, NAMED } from './schema.ts';
import { placeInShape } from './shape-schema.ts';
import type { Shape, Step, Tree } from './tree.ts';
import { inUnitsOf } from './units.ts';

const FIRST_LINE = 'the first line is: version: "1"';

/** What stands at a path by the schema, where that is no plain value. */
export function kindOf(path: readonly Step[]): Shape | undefined {
  const pattern = patternOf(path);
  return NAMED.has(pattern) ? 'named' : KEYS.has(pattern) ? 'mapping' : undefined;
}

/** `agents.x.tools` → `agents.*.tools`: where names and indexes stand, a star. */
function patternOf(path: readonly Step[]): string {
  if (path[0] === 'agents' && path[3] === 'each' && path[5] === 'schema') return placeInShape(path) ?? 'values';
  const starred = ['agents', 'rules', 'webhooks', 'sinks'].includes(String(path[0]));
  const isName = (index: number) =>
    index === 1 || index === 4 || (index === 3 && path[2] === 'can_message') || (index === 6 && path[5] === 'args');
  return path.map((step, index) => (starred && isName(index) ? '*' : step)).join('.');
}

/** One problem of shape in our own words, at the place it stands. */
export function report(tree: Tree, issue: z.core.$ZodIssue): void {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const say = (message: string, hint?: string) => tree.problem(tree.at(path)?.range?.[0] ?? 0, message, hint);
  const name = lastName(path);
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) unknownKey(tree, path, key);
  } else if (isMissing(tree, path)) {
    const hint = path[0] === 'version' ? FIRST_LINE : undefined;
    say(`missing key ${JSON.stringify(name)}`, hint);
  } else if (issue.code === 'invalid_value') {
    wrongWord(tree, path, issue.values.map(String));
  } else if (issue.code === 'invalid_union') {
    if (path[0] === 'version') wrongWord(tree, path, ['"1"']);
    else if (path[2] === 'can_message') edgeProblem(tree, path, issue.errors);
    else if (name === 'ask_in_client') say(`${name} must be true, false or a list of clients`);
    else say(`${name} must be a number or a text`);
  } else if (issue.code === 'invalid_type') {
    const hint = path.length === 0 ? FIRST_LINE : name.startsWith('rate') ? 'rates are written like 60/m' : undefined;
    say(`${name} must be ${WORDS.get(issue.expected) ?? issue.expected}`, hint);
  } else if (issue.code === 'too_small') {
    say(issue.origin === 'string' ? `${name} must not be empty` : outOf(tree, path, 'least', Number(issue.minimum)));
  } else if (issue.code === 'too_big') {
    say(outOf(tree, path, 'most', Number(issue.maximum)));
  } else if (issue.code === 'invalid_format') {
    const typed = path[0] === 'agents' ? name : JSON.stringify(tree.at(path));
    // The name of an agent is a key here, and its place is where the key stands.
    if (path[0] === 'agents')
      tree.problem(tree.keyOffset(['agents'], name), `${JSON.stringify(name)} is no agent name`, issue.message);
    else say(`${typed} is no ${path.at(-1) === 'name' ? 'name' : 'agent name'}`, issue.message);
  } else {
    say(`bad value${typedMeasure(tree, path, issue.message)} for ${name}`, issue.message);
  }
}

/** Of the two ways to write an edge, the problem of the one that was meant. */
function edgeProblem(tree: Tree, path: readonly Step[], ways: readonly (readonly z.core.$ZodIssue[])[]): void {
  const [asText = [], asMapping = []] = ways;
  const node = tree.at(path);
  const meant = node !== null && 'value' in node ? asText : asMapping;
  for (const issue of meant) {
    report(tree, { ...issue, path: [...path, ...issue.path] } as z.core.$ZodIssue);
  }
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['object', 'a mapping'],
  ['map', 'a mapping'],
  ['array', 'a list'],
  ['string', 'a text'],
  ['number', 'a whole number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
]);

function unknownKey(tree: Tree, path: readonly Step[], key: string): void {
  const pattern = patternOf(path);
  const known = KEYS.get(pattern) ?? [];
  const offset = tree.keyOffset(path, key);
  tree.problem(offset, `unknown key ${JSON.stringify(key)}`, didYouMean(nearest(key, known)) ?? oneOf(known));
}

function wrongWord(tree: Tree, path: readonly Step[], allowed: readonly string[]): void {
  const node = tree.at(path);
  const typed = node && 'value' in node ? node.value : undefined;
  const meant = typeof typed === 'string' ? nearest(typed, allowed) : undefined;
  const shown = typed === undefined ? '' : ` ${JSON.stringify(typed)}`;
  const hint = didYouMean(meant) ?? oneOf(allowed);
  tree.problem(node?.range?.[0] ?? 0, `bad value${shown} for ${lastName(path)}`, hint);
}

/** That a number, a size or a length of time is out of its bounds, with the bound in the unit that was typed. */
function outOf(tree: Tree, path: readonly Step[], word: 'least' | 'most', bound: number): string {
  const node = tree.at(path);
  const typed = node && 'value' in node ? node.value : undefined;
  const says = `${lastName(path)} must be at ${word}`;
  if (typeof typed === 'number') return `${says} ${bound}, not ${typed}`;
  const measure = typeof typed === 'string' ? inUnitsOf(typed, bound) : undefined;
  return measure === undefined ? `${says} ${bound}` : `${says} ${measure}, not ${String(typed)}`;
}

/** A length of time, a size, a rate or a time as it was typed; of other values, which may hold a secret, nothing. */
function typedMeasure(tree: Tree, path: readonly Step[], hint: string): string {
  const node = tree.at(path);
  const typed = node && 'value' in node && hint.includes(' are written like ') ? JSON.stringify(node.value) : undefined;
  return typed === undefined || typed.length > 40 ? '' : ` ${typed}`;
}

/** Whether nothing stands at the path: the walk ends before its last step. */
function isMissing(tree: Tree, path: readonly Step[]): boolean {
  return path.length > 0 && tree.at(path) === tree.at(path.slice(0, -1));
}

function lastName(path: readonly Step[]): string {
  return path.findLast((step) => typeof step === 'string') ?? 'the config';
}
