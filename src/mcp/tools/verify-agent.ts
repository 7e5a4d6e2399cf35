import { z } from 'zod';
import { keysOf } from '../../identity/keyring.ts';
import { timeOf } from '../json.ts';
import { tool } from '../tool.ts';

const MAX_LETTER = 1024 * 1024;

export const verifyAgent = tool({
  name: 'verify_agent',
  title: 'Verify an agent',
  description:
    "Whether an agent is known, which keys count for it and which were revoked; with a letter (from, to, content, timestamp, signature …) whether its signature is that agent's.",
  input: z.strictObject({
    agent: z.string().min(1).max(128).describe('its name exactly'),
    letter: z.string().max(MAX_LETTER).optional().describe('a signed message as JSON, as oktsec sign prints it'),
  }),
  readOnly: true,
  run: (world, { agent, letter }) => {
    const ring = world.keyring();
    const entry = world.config.agents.find(({ name }) => name === agent);
    const signed = letter === undefined ? undefined : world.verifyLetter(letter, agent);
    return {
      agent,
      known: entry !== undefined,
      suspended: entry?.suspended ?? false,
      keys: keysOf(ring, agent, world.now).map((key) => key.public.fingerprint),
      revoked: [...ring.revocations.values()]
        .filter((one) => one.agent === agent)
        .map(({ fingerprint, revokedAt }) => ({ fingerprint, revoked_at: timeOf(revokedAt) })),
      letter:
        signed === undefined
          ? null
          : { verified: signed.verified, reason: signed.reason ?? null, fingerprint: signed.fingerprint ?? null },
    };
  },
});
