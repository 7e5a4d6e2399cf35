import { foldOf, isInvisible, quick, STAYS } from './characters.ts';
import { MapBuilder, type Mapped } from './collapse.ts';

/** A control sequence of a terminal: CSI with its parameters, OSC, DCS, APC or PM up to its end, or a lone escape. */
const TERMINAL =
  /(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,16}[@-~]|(?:\u001b[\]P_^X]|[\u009d\u0090])[^\u0007\u001b\u009c]{0,512}(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]{0,4}[0-~]/y;
const MAX_REVERSED = 512;

/**
 * The normalised view: compatibility forms as what they stand for, look-alikes as Latin, accents, invisible characters and
 * terminal controls gone, what a bidi override turns around turned back. Linear; never longer than four times the text.
 */
export function fold(text: string): Mapped {
  const out = new MapBuilder();
  let kept = 0;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if ((unit >= 32 && unit < 127) || unit === 9 || unit === 10 || unit === 13) {
      at += 1;
      continue;
    }
    if (unit > 0x9f && unit < 0xd800 && quick(unit) === STAYS) {
      at += 1;
      continue;
    }
    if (kept < at) out.copy(text, kept, at);
    at = special(text, at, unit, out);
    kept = at;
  }
  if (kept < text.length) out.copy(text, kept, text.length);
  return out.done(text.length);
}

/** Handles what is not plain ASCII at `at` and returns where to go on. */
function special(text: string, at: number, unit: number, out: MapBuilder): number {
  if (unit === 27 || (unit >= 0x80 && unit <= 0x9f)) {
    TERMINAL.lastIndex = at;
    const end = TERMINAL.test(text) ? TERMINAL.lastIndex : at + 1;
    return end;
  }
  // A backspace takes back the character before it: a terminal shows what comes next.
  if (unit === 8) {
    out.takeBack();
    return at + 1;
  }
  const point = text.codePointAt(at) ?? 0;
  const size = point > 0xffff ? 2 : 1;
  if (point === 0x202e) return reversed(text, at + 1, out);
  const folded = foldOf(point);
  if (folded === undefined) out.copy(text, at, at + size);
  else if (folded !== '') out.add(folded, at);
  return at + size;
}

/** What follows a right-to-left override is read from its end. */
function reversed(text: string, from: number, out: MapBuilder): number {
  let end = from;
  while (end < text.length && end - from < MAX_REVERSED) {
    const unit = text.charCodeAt(end);
    if (unit === 0x202c || unit === 10 || (unit >= 0x2066 && unit <= 0x2069)) break;
    end += 1;
  }
  for (let at = end - 1; at >= from; at -= 1) {
    const unit = text.charCodeAt(at);
    if (isInvisible(unit)) continue;
    out.add(foldOf(unit) ?? (text[at] as string), at);
  }
  return end;
}
