import type { StoredFinding } from '../chain/row.ts';
import type { ShapeFields } from '../chain/shapes.ts';

/** The process that writes a spool. */
export type Owner = {
  readonly process: string;
  readonly pid: number;
  readonly started: string;
  readonly boot: string;
  readonly space: string;
};

type Tail = { readonly ref?: string; readonly note?: string; readonly findings?: readonly StoredFinding[] };

/** What a record of a spool must look like to be entered: a file may be of another release, or of anybody. */
export function isOwner(value: unknown): value is Owner {
  return isObject(value) && isCount(value.pid) && strings(value, 'process', 'started', 'boot', 'space');
}

export function isShape(value: unknown): value is { readonly session: string; readonly fields: ShapeFields } {
  if (!isObject(value) || !strings(value, 'session') || !isObject(value.fields)) return false;
  const { method = '', tool = '', key = '', rules } = value.fields;
  return (
    strings(value.fields, 'surface', 'from', 'to', 'kind', 'side', 'sender', 'decision', 'mode', 'action') &&
    [method, tool, key].every(isString) &&
    Array.isArray(rules) &&
    rules.every(isString)
  );
}

export function isTail(value: unknown): value is Tail {
  if (!isObject(value)) return false;
  const { ref = '', note = '', findings = [] } = value;
  return isString(ref) && isString(note) && Array.isArray(findings) && findings.every(isFinding);
}

/** A whole number that SQLite and JavaScript agree on. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isFinding(value: unknown): value is StoredFinding {
  if (!isObject(value) || !Array.isArray(value.span)) return false;
  const { span, excerpt = '' } = value;
  return (
    strings(value, 'rule', 'name', 'severity', 'category', 'pointer', 'channel', 'view') &&
    isString(excerpt) &&
    span.length === 2 &&
    span.every(isCount)
  );
}

function strings(value: Readonly<Record<string, unknown>>, ...keys: readonly string[]): boolean {
  return keys.every((key) => isString(value[key]));
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
