import { LOG_LEVELS, type LogLevel } from '../config/config.ts';
import { shown } from '../terminal/screen.ts';

export type Log = (level: LogLevel, line: string) => void;

/** What `serve` says of its work, each line with its level. @param least what is still said, asked anew each time */
export function logLines(stream: { write(text: string): unknown }, least: () => LogLevel): Log {
  return (level, text) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least())) return;
    const lines = text.split('\n').map((line) => `oktsec: ${level}: ${shown(line)}\n`);
    stream.write(lines.join(''));
  };
}
