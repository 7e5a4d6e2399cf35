import { OktsecError } from '../errors.ts';

const UNIT_SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/**
 * `90s`, `15m`, `24h`, `30d`, `2w` in microseconds.
 * @throws OktsecError `usage`
 */
export function parseDuration(text: string, option: string): number {
  const match = /^(\d{1,7})(s|m|h|d|w)$/.exec(text);
  const unit = match?.[2];
  if (match === null || !isUnit(unit)) {
    throw new OktsecError('usage', `${option} "${text}" is no length of time`, {
      hint: 'a number and one of s, m, h, d, w: 90s, 24h, 30d',
    });
  }
  return Number(match[1]) * UNIT_SECONDS[unit] * 1_000_000;
}

/**
 * A moment in microseconds since 1970: a length of time before `now`, a day (from its midnight here), or an
 * RFC 3339 time.
 * @throws OktsecError `usage`
 */
export function parseSince(text: string, now: number): number {
  if (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)) {
    const moment = Date.parse(text.length === 10 ? `${text}T00:00` : text);
    if (!Number.isNaN(moment)) return moment * 1000;
  }
  try {
    return now - parseDuration(text, '--since');
  } catch {
    throw new OktsecError('usage', `--since "${text}" is no time`, {
      hint: 'a length of time (90s, 1h, 7d) or an RFC 3339 time (2026-11-21, 2026-11-21T14:00:00Z)',
    });
  }
}

/** A length of time as people say it, in its two largest units: `23 h 59 m`, `29 s`. */
export function sayDuration(micros: number): string {
  const seconds = Math.max(0, Math.floor(micros / 1_000_000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}

/** RFC 3339 in UTC with microseconds. */
export function rfc3339(micros: number): string {
  const whole = new Date(Math.floor(micros / 1000)).toISOString();
  return `${whole.slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`;
}

/** The same moment for people, in the time zone of this machine: the time alone when it is today, else with the date. */
export function sayTime(micros: number, now: number): string {
  const day = sayDay(micros);
  if (day !== sayDay(now)) return `${day} ${sayClock(micros)}`;
  return `${sayClock(micros)}.${String(Math.floor(micros / 1000) % 1000).padStart(3, '0')}`;
}

/** The same in as few characters as tell when it was: `14:12:58`, on another day `11-20 14:12`. */
export function sayTimeShort(micros: number, now: number): string {
  const day = sayDay(micros);
  return day === sayDay(now) ? sayClock(micros) : `${day.slice(5)} ${sayClock(micros).slice(0, 5)}`;
}

/** `14:12:58` in the time zone of this machine. */
export function sayClock(micros: number): string {
  return new Date(micros / 1000).toTimeString().slice(0, 8);
}

function sayDay(micros: number): string {
  const day = new Date(micros / 1000);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function isUnit(unit: string | undefined): unit is keyof typeof UNIT_SECONDS {
  return unit !== undefined && Object.hasOwn(UNIT_SECONDS, unit);
}
