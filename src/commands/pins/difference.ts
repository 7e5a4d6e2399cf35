import { changedLines } from '../../pins/lines.ts';
import type { StoredPin } from '../../store/kept/pins.ts';
import { type Screen, shown } from '../../terminal/screen.ts';

/** What changed between the approved definition and the offered one, line by line, with the reasons above it. */
export function difference(pin: StoredPin, screen: Screen): string {
  const title = `${pin.server} ${pin.kind} ${pin.name}`.trimEnd();
  const head = `${shown(title)}: ${shown(pin.reasons.join(', ') || 'changed')}\n`;
  return (
    head +
    changesOf(pin)
      .map((line) => `${coloured(screen, line)}\n`)
      .join('')
  );
}

/** The lines that changed, each behind its mark. */
export function changesOf({ approved, offered = approved }: StoredPin): readonly string[] {
  return changedLines(approved, offered).map(({ mark, line }) => `${mark} ${line}`);
}

function coloured(screen: Screen, line: string): string {
  const text = shown(line);
  return line.startsWith('+') ? screen.style.green(text) : line.startsWith('-') ? screen.style.red(text) : text;
}
