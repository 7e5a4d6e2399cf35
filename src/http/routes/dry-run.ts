import { parseLetter } from '../../message/letter.ts';
import { actionFor, DECISIONS } from '../../policy/decisions.ts';
import { rehearse } from '../intake/rehearse.ts';
import { type Route, refusal, route } from '../route.ts';
import { dryRunAnswer, letterSchema } from '../schemas.ts';
import type { Services } from '../services.ts';

/** `POST /api/dry-run`: what would become of a letter, whoever signed it. Writes nothing, counts nothing. */
export function dryRun(services: Services): Route {
  return route({
    method: 'post',
    path: '/api/dry-run',
    summary: 'what would become of a message; nothing is written',
    access: { scope: 'scan' },
    body: letterSchema,
    rawBody: true,
    answers: { 200: { what: 'the decision, and what the mode makes of it', schema: dryRunAnswer } },
    handle: ({ bytes }) => {
      const standing = services.standing();
      const parsed = parseLetter(bytes, standing.config.limits.maxDepth);
      if ('fault' in parsed) return refusal(400, parsed.fault);
      const checked = letterSchema.safeParse(parsed.letter);
      if (!checked.success) return refusal(400, 'bad_body', checked.error.issues[0]?.message);
      const { decision, mode, rules, note } = rehearse(standing, parsed, services.now());
      const action = actionFor(decision, mode);
      const { status, action: would } = DECISIONS[decision];
      return {
        status: 200,
        body: {
          status: action === 'forward' ? 'delivered' : status,
          policy_decision: decision,
          mode,
          would_decision: would === action ? decision : `${decision}, ${would} in enforce`,
          action,
          rules_triggered: rules,
          ...(note === undefined ? {} : { reason: note }),
        },
      };
    },
  });
}
