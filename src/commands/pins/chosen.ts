import { nearest } from '../../config/nearest.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import type { PinWord, StoredPin } from '../../store/kept/pins.ts';

/**
 * The pins a command line names: a server's, or one tool of it; `launch` and `instructions` are names too.
 * @param about given where a person decides: then what is named must have something to decide
 * @throws OktsecError `unknown` (exit 1), `usage`
 */
export function chosenPins(
  pins: readonly StoredPin[],
  server: string,
  tool: string | undefined,
  about?: { readonly word: PinWord; readonly all: boolean },
): readonly StoredPin[] {
  const servers = new Set(pins.map((pin) => pin.server));
  if (!servers.has(server)) {
    throw unknown(`nothing is pinned of "${server}"`, nearest(server, servers), 'oktsec pins lists the servers');
  }
  const own = pins.filter((pin) => pin.server === server);
  if (tool !== undefined) {
    const named = own.filter(({ kind, name }) => name === tool || (name === '' && kind === tool));
    const names = own.map(({ kind, name }) => name || kind);
    if (named.length === 0) {
      throw unknown(`nothing of ${server} is called "${tool}"`, nearest(tool, names), `oktsec pins list ${server}`);
    }
    return about === undefined ? named : decidable(named, about.word, server, tool);
  }
  if (about === undefined) return own;
  if (!about.all) {
    throw new OktsecError('usage', `say which tool of ${server}, or --all`, {
      hint: `oktsec pins list ${server} --waiting`,
    });
  }
  return decidable(own, about.word, server);
}

function decidable(pins: readonly StoredPin[], word: PinWord, server: string, tool?: string): readonly StoredPin[] {
  if (word !== 'approve') return pins;
  const waiting = pins.filter(({ state }) => state !== 'approved');
  if (waiting.length > 0) return waiting;
  throw new OktsecError(
    'unknown',
    tool === undefined
      ? `nothing of ${server} waits for approval`
      : `"${tool}" of ${server} does not wait for approval`,
    { hint: `oktsec pins list ${server} --waiting`, exit: EXIT.no },
  );
}

function unknown(message: string, meant: string | undefined, else_: string): OktsecError {
  return new OktsecError('unknown', message, {
    hint: meant === undefined ? else_ : `did you mean ${meant}?`,
    exit: EXIT.no,
  });
}
