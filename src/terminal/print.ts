import type { Io } from '../io.ts';

/** Characters that JSON lets stand as they are and a terminal obeys: C1 controls, bidi overrides, invisible ones. */
const OBEYED =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;

/** Writes and, where the reader is slow, waits for it. */
export async function print(io: Io, text: string): Promise<void> {
  if (io.closed.aborted || io.stdout.write(text)) return;
  await new Promise<void>((go) => {
    io.stdout.once('drain', go);
    io.closed.addEventListener('abort', () => go(), { once: true });
  });
}

/** A value as JSON that can be read by a person on a terminal without harm, and parses to the same value. */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, undefined, indent).replace(OBEYED, escaped);
}

/** One value, indented, with a newline. */
export async function printJson(io: Io, value: unknown): Promise<void> {
  await print(io, `${jsonText(value, 2)}\n`);
}

/** One value on one line. */
export async function printJsonLine(io: Io, value: unknown): Promise<void> {
  await print(io, `${jsonText(value)}\n`);
}

function escaped(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) out += `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return out;
}
