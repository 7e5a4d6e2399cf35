import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../atomic.ts';

const DAY_MICROS = 86_400_000_000;

/** When each server was first seen in a client's config, microseconds since 1970, by its reference (`cursor/files`). */
type Seen = { readonly began: number; readonly servers: Readonly<Record<string, number>> };

/**
 * Remembers which servers are configured here, in a home that is there already.
 * @returns those that came within a day; none on the first day, when all are new to us
 */
export function noteSeen(home: string, references: readonly string[], now: number): ReadonlySet<string> {
  const before = readSeen(home);
  const servers = new Map(Object.entries(before?.servers ?? {}));
  const fresh = references.filter((reference) => !servers.has(reference));
  for (const reference of fresh) servers.set(reference, now);
  const began = before?.began ?? now;
  if (fresh.length > 0 && existsSync(home)) {
    const seen: Seen = { began, servers: Object.fromEntries(servers) };
    try {
      replaceFile(pathOf(home), `${JSON.stringify(seen)}\n`);
    } catch {
      // On a full disk, or in a home that cannot be written, it is noted another day.
    }
  }
  const came = (reference: string) => servers.get(reference) ?? now;
  return new Set(references.filter((one) => came(one) > began && now - came(one) < DAY_MICROS));
}

function readSeen(home: string): Seen | undefined {
  try {
    return JSON.parse(readFileSync(pathOf(home), 'utf8')) as Seen;
  } catch {
    return undefined;
  }
}

function pathOf(home: string): string {
  return join(home, 'seen.json');
}
