import { Tree } from './tree.ts';

/**
 * The text of a fault in a config by the key that it is about: `agents.files.mode: bad value`. For whoever sent one field of it and
 * sees no line of the file; where that lies is nobody's business elsewhere.
 * @param text the config that has the fault; without it, or where no key stands, the line is named
 */
export function withoutPath(message: string, text?: string): string {
  const [whole, line, column] = /^.*?:(\d+):(\d+): /s.exec(message) ?? [];
  if (whole === undefined) return message;
  const keys = text === undefined ? '' : new Tree(text).keysAt(Number(line), Number(column));
  return `${keys === '' ? `line ${line}:${column}` : keys}: ${message.slice(whole.length)}`;
}
