import { createHash } from 'node:crypto';

const LONGEST = 64;

/**
 * The agent name of a client's server, `<client>.<server>`, made of what a name may hold (letters, digits, `. _ -`).
 * Where that name is taken, or nothing of the server's own name is left, a short hash of `place` is put behind it.
 */
export function agentName(client: string, server: string, place: string, taken: ReadonlySet<string>): string {
  const safe = server.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  const name = `${client}.${safe === '' ? 'server' : safe}`;
  if (safe !== '' && name.length <= LONGEST && !taken.has(name)) return name;
  const hash = createHash('sha256').update(`${place}\n${server}`).digest('hex');
  for (let length = 4; ; length += 4) {
    const tail = `-${hash.slice(0, length)}`;
    const hashed = name.slice(0, LONGEST - tail.length) + tail;
    if (!taken.has(hashed) || length >= hash.length) return hashed;
  }
}
