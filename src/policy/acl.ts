import type { Edge, Rate } from '../config/config.ts';
import type { Policy } from './policy.ts';

export type Access =
  | { readonly allowed: true; readonly rate?: Rate | undefined }
  | { readonly allowed: false; readonly why: string };

/**
 * Whether one agent may write to another: by the sender's `can_message`, else by `default_policy`. A name counts above a
 * tag, a tag above `*`. Nobody writes to itself or to a stranger unless it is named [136].
 * @param known whether anything is known of a name: an entry in the config or a key
 * @param now microseconds since 1970
 */
export function mayMessage(
  policy: Policy,
  from: string,
  to: string,
  known: (name: string) => boolean,
  now: number,
): Access {
  const edges = policy.agents.get(from)?.canMessage;
  if (edges === undefined) {
    if (policy.defaultPolicy === 'deny') return { allowed: false, why: `nothing allows ${from} to write to ${to}` };
    return isStranger(from, to, known) ? { allowed: false, why: strangeness(from, to) } : { allowed: true };
  }
  const tags = policy.agents.get(to)?.tags ?? [];
  const fits = (edge: Edge, target: (to: string) => boolean) =>
    target(edge.to) && (edge.expires === undefined || now < edge.expires);
  const edge =
    edges.find((one) => fits(one, (target) => target === to)) ??
    (isStranger(from, to, known)
      ? undefined
      : (edges.find((one) => fits(one, (target) => target.startsWith('tag:') && tags.includes(target.slice(4)))) ??
        edges.find((one) => fits(one, (target) => target === '*'))));
  if (edge) return { allowed: true, rate: edge.rate };
  // What everybody known may be sent, this one may not: it is not known, or it is the sender.
  if (edges.some((one) => fits(one, (target) => target === '*'))) return { allowed: false, why: strangeness(from, to) };
  return { allowed: false, why: `${to} is not in can_message of ${from}` };
}

function isStranger(from: string, to: string, known: (name: string) => boolean): boolean {
  return from === to || !known(to);
}

function strangeness(from: string, to: string): string {
  return from === to ? `${from} writes to itself` : `${to} is unknown`;
}
