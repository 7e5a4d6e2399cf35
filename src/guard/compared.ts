import { FLOW_CANARY, FLOW_COPIED, FLOW_TRIFECTA } from '../flow/match.ts';
import type { RuleInfo } from '../rules/rule.ts';
import { PIN_CHANGED } from './pinned.ts';

/** What is found by comparing with what was seen before, and not in a text alone: it has an id like a rule, and no pattern. */
export const COMPARED: ReadonlyMap<string, RuleInfo> = new Map(
  (
    [
      {
        id: FLOW_COPIED,
        name: 'What one server gave goes out by another',
        description:
          'Some 80 characters or more that a private server gave lately stand in what is sent on by another: word for word, in base64, in other case or white space.',
        severity: 'medium',
        category: 'exfiltration',
        channels: ['tool_args'],
        remediation:
          'oktsec flows shows which servers count as private and which send on; agents.NAME.flow says it better, and flows.enforce holds what is only flagged.',
      },
      {
        id: FLOW_TRIFECTA,
        name: 'Private data and text of strangers before a call that sends on',
        description:
          'In one session something private was read and something that strangers wrote, and now a tool is called that sends on: the strangers may have said what to send.',
        severity: 'medium',
        category: 'exfiltration',
        channels: ['tool_args'],
        remediation: 'Look at what the call takes along; oktsec flows shows where to guard.',
      },
      {
        id: FLOW_CANARY,
        name: 'A planted value goes out',
        description:
          'A value that was planted where nobody has a reason to send it from stands in what goes to a server.',
        severity: 'critical',
        category: 'exfiltration',
        channels: ['tool_args'],
        remediation: 'Find out who read the place where it was planted; oktsec canary list says what is planted.',
      },
      {
        id: PIN_CHANGED,
        name: 'A server offers more than was approved',
        description:
          'What a server says of itself reaches further than when it was first seen: a parameter of another reach, a bound that is gone, text that newly tells the model what to do.',
        severity: 'high',
        category: 'tool_poisoning',
        channels: ['tool_description'],
        remediation: 'oktsec pins diff SERVER shows what changed, oktsec pins approve SERVER TOOL accepts it.',
      },
    ] as const
  ).map((rule) => [rule.id, rule]),
);
