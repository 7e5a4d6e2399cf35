import { modeFor } from '../../../policy/policy.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { code } from '../../parts/command.ts';
import { sayDuration, sayLatency } from '../../parts/time.ts';
import type { ConfiguredServer, RunningServer } from '../../services.ts';
import { isSilent, type Server } from './known.ts';

const STATES: Readonly<Record<ConfiguredServer['state'], string>> = {
  wrapped: 'wrapped',
  bare: 'not wrapped',
  remote: 'remote, not wrapped',
  'wrapped-by-other': 'behind another oktsec',
  broken: 'does not start',
  own: 'oktsec itself',
  builtin: 'part of the client',
  unreadable: 'cannot be edited',
};

export function stateOf(visit: Visit, { configured, running }: Server): Html {
  const { now } = visit;
  const silent = running.find((one) => isSilent(one, now));
  const words = [
    ...(configured === undefined ? [] : [configured.disabled ? 'switched off' : STATES[configured.state]]),
    ...(running.length > 0 ? ['running'] : []),
  ];
  const bad = configured !== undefined && !configured.disabled && ['bare', 'broken'].includes(configured.state);
  const said = words.length === 0 ? 'not running' : words.join(', ');
  const repair =
    configured?.state === 'broken' && !configured.disabled ? html` ${code(visit, 'oktsec repair')}` : nothing;
  return html`${bad ? html`<span class="tag warn">${said}</span>` : said}${repair}${
    silent === undefined
      ? nothing
      : html` <span class="tag warn">no answer for ${sayDuration(now - (silent.waitingSince ?? now))}</span>`
  }`;
}

export function abilities(configured: ConfiguredServer | undefined): Html {
  const known = configured?.capabilities ?? [];
  if (known.length === 0) return html`<span class="dim">not known</span>`;
  return html`<span class="tags">${known.map((one) => html`<span class="tag">${one}</span>`)}</span>`;
}

export function modeOf({ services }: Visit, { name, running }: Server): string {
  const { policy } = services.standing();
  return modeFor(policy, { from: running[0]?.client ?? name.split('.')[0] ?? name, to: name, side: 'client' });
}

/** Of a server that several clients started the slowest process: whoever waits, waits for that one. */
export function answers(running: readonly RunningServer[]): string {
  const slowest = running.reduce<RunningServer | undefined>(
    (worst, one) => ((one.answerP99 ?? -1) > (worst?.answerP99 ?? -1) ? one : worst),
    undefined,
  );
  const { answerP50, answerP99 } = slowest ?? {};
  return answerP50 === undefined || answerP99 === undefined
    ? '–'
    : `${sayLatency(answerP50)} / ${sayLatency(answerP99)}`;
}
