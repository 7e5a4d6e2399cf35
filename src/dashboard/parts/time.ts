import { type Html, html } from '../html.ts';

const DAY_MICROS = 86_400_000_000;

/** A moment for people, in the time zone of this machine; the exact one, in UTC, for programs and on pointing at it. */
export function moment(micros: number, now: number): Html {
  return html`<time datetime="${rfc3339(micros)}" title="${rfc3339(micros)}">${sayMoment(micros, now)}</time>`;
}

/** `14:12:58` today, `yesterday 14:12`, else `19 Nov 14:12`, with the year when it is another one. */
export function sayMoment(micros: number, now: number): string {
  const [then, today] = [new Date(micros / 1000), new Date(now / 1000)];
  const clock = sayClock(then);
  const days = Math.round((midnight(today) - midnight(then)) / (DAY_MICROS / 1000));
  if (days === 0) return `${clock}:${two(then.getSeconds())}`;
  if (days === 1) return `yesterday ${clock}`;
  const year = then.getFullYear() === today.getFullYear() ? '' : ` ${then.getFullYear()}`;
  return `${then.getDate()} ${MONTHS[then.getMonth()]}${year} ${clock}`;
}

/** `14:12`, in the time zone of this machine: an hour of the log need not begin with one there. */
export function sayClock(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `3 s ago`, `in 6 min`. */
export function sayAgo(micros: number, now: number): string {
  return micros > now ? `in ${sayDuration(micros - now)}` : `${sayDuration(now - micros)} ago`;
}

/** A length of time in its largest unit, a second one where that says something: `23 h 59 min`, `29 s`. */
export function sayDuration(micros: number): string {
  const seconds = Math.max(0, Math.floor(micros / 1_000_000));
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return days < 3 && hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}

/** RFC 3339 in UTC with microseconds. */
export function rfc3339(micros: number): string {
  const whole = new Date(Math.floor(micros / 1000)).toISOString();
  return `${whole.slice(0, -1)}${String(Math.floor(micros % 1000)).padStart(3, '0')}Z`;
}

/** `0.8 ms`, `120 µs`, `1.2 s`. */
export function sayLatency(micros: number): string {
  if (micros >= 1_000_000) return `${(micros / 1_000_000).toFixed(1)} s`;
  if (micros >= 100_000) return `${Math.round(micros / 1000)} ms`;
  return micros >= 100 ? `${(micros / 1000).toFixed(1)} ms` : `${Math.round(micros)} µs`;
}

/** `1,284`. */
export function sayCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 event`, `1,284 events`. */
export function sayMany(count: number, one: string, many = `${one}s`): string {
  return `${sayCount(count)} ${count === 1 ? one : many}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function midnight(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}
