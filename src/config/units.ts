import type { Rate } from './config.ts';

const BYTES = { B: 1, KiB: 1024, MiB: 1024 * 1024 } as const;
const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Bytes of `10MiB`, `512KiB`, `100B` or a plain number; undefined when it is none of these. */
export function parseBytes(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  const [, amount, unit] = /^(\d{1,12}) ?(B|KiB|MiB)$/.exec(value) ?? [];
  return amount === undefined ? undefined : Number(amount) * BYTES[unit as keyof typeof BYTES];
}

/** Seconds of `30s`, `10m`, `2h`, `30d` or a plain number of seconds; undefined when it is none of these. */
export function parseSeconds(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  const [, amount, unit] = /^(\d{1,9}) ?([smhd])$/.exec(value) ?? [];
  return amount === undefined ? undefined : Number(amount) * SECONDS[unit as keyof typeof SECONDS];
}

/** A number of bytes or seconds in the largest unit that it is a whole number of; undefined where `typed` is no such measure. */
export function inUnitsOf(typed: string, amount: number): string | undefined {
  if (parseBytes(typed) === undefined && parseSeconds(typed) === undefined) return undefined;
  const units: Readonly<Record<string, number>> = parseBytes(typed) === undefined ? SECONDS : BYTES;
  const [unit, size] = Object.entries(units).findLast(([, one]) => amount % one === 0) ?? ['', 1];
  return `${amount / size}${unit}`;
}

/** `60/m`, `5/s`, `1000/h`: so many in so many seconds; undefined when it is none of these. */
export function parseRate(value: string): Rate | undefined {
  const [, amount, unit] = /^([1-9]\d{0,6})\/([smhd])$/.exec(value) ?? [];
  return amount === undefined ? undefined : { count: Number(amount), seconds: SECONDS[unit as keyof typeof SECONDS] };
}

/** A rate as `parseRate` reads it. */
export function formatRate({ count, seconds }: Rate): string {
  const [unit] = Object.entries(SECONDS).find(([, long]) => long === seconds) ?? ['s'];
  return `${count}/${unit}`;
}

/** Microseconds since 1970 of an RFC 3339 time in UTC; undefined for anything else, dates that do not exist included. */
export function parseTime(value: string): number | undefined {
  const [, date, clock, fraction = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/.exec(value) ?? [];
  if (date === undefined) return undefined;
  const millis = Date.parse(`${date}T${clock}Z`);
  // Date.parse rolls 30 February over into March: only what reads back the same is a date.
  if (Number.isNaN(millis) || !new Date(millis).toISOString().startsWith(`${date}T${clock}`)) return undefined;
  return millis * 1000 + Number(fraction.padEnd(6, '0'));
}

/** RFC 3339 in UTC, to the second. `micros` are microseconds since 1970. */
export function formatTime(micros: number): string {
  return `${new Date(Math.floor(micros / 1e6) * 1000).toISOString().slice(0, 19)}Z`;
}
