import { closeSync, constants, fsyncSync, openSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import type { FileSinkConfig, RuleOverride } from '../config/config.ts';
import { OktsecError } from '../errors.ts';
import { type Notice, noticeJson, sentence } from './notice.ts';
import type { Sink } from './sink.ts';
import { wanting } from './wants.ts';

/** A file to which each notice is added as a line: JSON, or RFC 5424 for a syslog reader. */
export function fileSink(config: FileSinkConfig, rules: readonly RuleOverride[]): Sink {
  const line = config.format === 'syslog' ? syslogLine : jsonLine;
  return {
    name: config.name,
    wants: wanting(config, 'file', rules),
    send: async (notice) => append(config.path, `${line(notice)}\n`),
  };
}

/** Opened anew for each line: who rotates the file needs no word with us. A link could lead anywhere. */
function append(path: string, text: string): void {
  try {
    const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
    const fd = openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
    try {
      writeSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it failed';
    throw new OktsecError('outbound', `${path} cannot be written: ${code}`, { cause });
  }
}

function jsonLine(notice: Notice): string {
  return JSON.stringify(noticeJson(notice));
}

/** local0, by severity: critical 2, high 3, medium 4, low 5, none 6. */
const LEVELS = { critical: 2, high: 3, medium: 4, low: 5, info: 6 } as const;

function syslogLine(notice: Notice): string {
  const priority = 16 * 8 + (notice.severity === undefined ? 6 : LEVELS[notice.severity]);
  const time = new Date(Math.floor(notice.time / 1000)).toISOString();
  const host =
    hostname()
      .replace(/[^\x21-\x7e]/g, '_')
      .slice(0, 255) || '-';
  const values = {
    id: notice.id,
    event: notice.event,
    from: notice.from,
    to: notice.to,
    rules: notice.rules.join(' '),
    sha256: notice.contentSha256,
  };
  const data = Object.entries(values).map(([key, value]) => `${key}="${value.replace(/["\\\]]/g, '\\$&')}"`);
  // 32473 is the number that RFC 5612 keeps for examples and private use.
  return `<${priority}>1 ${time} ${host} oktsec - ${notice.event} [oktsec@32473 ${data.join(' ')}] ${sentence(notice)}`;
}
