import { type Inspection, inspect, NO_TAIL } from '../../guard/guard.ts';
import { textMessage } from '../../message/text-message.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import { verdictOf } from '../../policy/scan-verdict.ts';
import type { Severity } from '../../rules/rule.ts';
import { type Route, route } from '../route.ts';
import { scanAnswer, scanBody } from '../schemas.ts';
import type { Services } from '../services.ts';

const RISK = { critical: 1, high: 0.8, medium: 0.5, low: 0.2, info: 0.1 } as const satisfies Record<Severity, number>;

/** `POST /v1/scan` and `/scan`: one text under the rules and the policy of today. Nothing is written. */
export function scan(services: Services, path: '/v1/scan' | '/scan'): Route {
  return route({
    method: 'post',
    path,
    summary: 'scan a text',
    access: { scope: 'scan' },
    body: scanBody,
    answers: { 200: { what: 'what was found', schema: scanAnswer } },
    handle: ({ body }) => {
      const { policy } = services.standing();
      const message = textMessage(body.content ?? body.text ?? '', body.channel, '/content');
      const read = inspect(message, policy, { from: 'sender', to: 'recipient', tail: NO_TAIL, now: services.now() });
      return { status: 200, body: answerOf(read) };
    },
  });
}

function answerOf({ decision, judged, rules, note }: Inspection) {
  const [worst] = judged;
  const risk = judged.reduce((most, { severity }) => Math.max(most, RISK[severity]), 0);
  const safe = DECISIONS[decision].action === 'forward';
  const reason = worst === undefined ? note : `${worst.name} (${worst.severity}) at ${worst.pointer}`;
  return {
    is_safe: safe,
    violated_rule: safe ? null : (worst?.rule ?? decision),
    reason: safe ? null : (reason ?? decision),
    // What could not be read to its end is as doubtful as the worst that could have been found.
    risk_score: safe || judged.length > 0 ? risk : 1,
    verdict: verdictOf(decision),
    rules_triggered: rules,
  };
}
