import type { Judged } from '../../../guard/guard.ts';
import { maskFindings } from '../../../guard/masking/mask.ts';
import { emptyText, type NameMask, removeEntries, removeMember, setMember } from '../../../message/edit.ts';
import type { Message } from '../../../message/message.ts';
import { HANDSHAKES, LISTS } from '../../../message/offers.ts';
import { DECISIONS } from '../../../policy/decisions.ts';

/** Notifications that must pass whatever they carry. */
const MUST_PASS = new Set([
  'notifications/cancelled',
  'notifications/initialized',
  'notifications/subscriptions/acknowledged',
]);

/**
 * The frame without what may not pass, by the closed list of byte edits: masked spans, list entries removed, texts of
 * a handshake or of a notification that must pass emptied. `mayCall` says which tools a list may show, `name` how a
 * mask is spelled.
 * @returns undefined when no such edit takes everything out, so that the whole message is held or refused; the same
 *   frame when nothing had to change.
 */
export function repair(
  message: Message,
  judged: readonly Judged[],
  mayCall: ((tool: string) => boolean) | undefined,
  name?: NameMask,
): Uint8Array | undefined {
  const masked = judged.filter((finding) => finding.decision === 'content_masked');
  const bad = judged.filter(({ decision }) => DECISIONS[decision].rank > DECISIONS.content_masked.rank);
  const frame = masked.length > 0 ? maskFindings(message, masked, name) : message.frame;
  if (frame === undefined) return undefined;
  const list = listOf(message);
  if (list !== undefined) return withoutEntries(frame, list, bad, list === '/result/tools' ? mayCall : undefined);
  if (bad.length === 0) return frame;
  const textwise =
    (message.kind === 'response' && HANDSHAKES.has(message.method ?? '')) ||
    (message.kind === 'notification' && MUST_PASS.has(message.method ?? ''));
  return textwise ? withoutTexts(frame, bad) : undefined;
}

/** The pointer to the entries, where a message is the answer with a list. */
export function listOf({ kind, method }: Message): string | undefined {
  return kind === 'response' ? LISTS.get(method ?? '')?.at : undefined;
}

function withoutEntries(
  frame: Uint8Array,
  list: string,
  bad: readonly Judged[],
  mayCall: ((tool: string) => boolean) | undefined,
): Uint8Array | undefined {
  const indexes = new Set(mayCall === undefined ? [] : deniedTools(frame, mayCall));
  for (const { pointer } of bad) {
    const index = pointer.startsWith(`${list}/`) ? Number.parseInt(pointer.slice(list.length + 1), 10) : Number.NaN;
    if (Number.isNaN(index)) return undefined;
    indexes.add(index);
  }
  if (indexes.size === 0) return frame;
  const shorter = removeEntries(
    frame,
    list,
    [...indexes].sort((a, b) => a - b),
  );
  return shorter === undefined ? undefined : uncached(shorter);
}

/** In the revisions that let a client keep a list, it is told not to keep the one we shortened. */
function uncached(frame: Uint8Array): Uint8Array | undefined {
  const { result } = JSON.parse(new TextDecoder().decode(frame)) as { result: object };
  if (!('ttlMs' in result) && !('cacheScope' in result) && !('resultType' in result)) return frame;
  const fresh = setMember(frame, '/result', 'ttlMs', '0');
  return fresh === undefined ? undefined : setMember(fresh, '/result', 'cacheScope', '"private"');
}

function deniedTools(frame: Uint8Array, mayCall: (tool: string) => boolean): number[] {
  const { result } = JSON.parse(new TextDecoder().decode(frame)) as { result?: { tools?: unknown } };
  const tools: unknown[] = Array.isArray(result?.tools) ? result.tools : [];
  return tools.flatMap((tool, index) => {
    const name: unknown = typeof tool === 'object' && tool !== null && 'name' in tool ? tool.name : undefined;
    return typeof name === 'string' && !mayCall(name) ? [index] : [];
  });
}

function withoutTexts(frame: Uint8Array, bad: readonly Judged[]): Uint8Array | undefined {
  let rest: Uint8Array | undefined = frame;
  // The deepest and last first, so that removing a member never moves a pointer that is still to come.
  const places = new Map(bad.map(({ pointer, key }) => [pointer, key]));
  for (const [pointer, key] of [...places].sort(([a], [b]) => (a < b ? 1 : -1))) {
    rest = rest === undefined ? undefined : key ? removeMember(rest, pointer) : emptyText(rest, pointer);
  }
  return rest;
}
