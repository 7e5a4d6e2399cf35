import { type Html, html } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { pageHead, panel } from '../../parts/head.ts';
import { pinPanel, sayPin } from '../../parts/pins.ts';
import { plain, shown } from '../../parts/text.ts';
import { sayCount, sayDuration, sayMany } from '../../parts/time.ts';
import { abilities, answers, modeOf, stateOf } from './facts.ts';
import { serversOf, waits } from './known.ts';
import { offers } from './offers.ts';

export async function serverPage(visit: Visit): Promise<Shown> {
  const { services, path, link, now } = visit;
  const name = path.name ?? '';
  const server = (await serversOf(services)).find((one) => one.name === name);
  if (server === undefined) return { kind: 'missing', what: `No server is called ${plain(name.slice(0, 80))}.` };
  const waiting = server.pins.filter(waits);
  const first = waiting[0];
  const head = pageHead({
    title:
      first === undefined
        ? plain(name)
        : `${plain(name)} changed ${sayPin(first)}${waiting.length > 1 ? `, and ${waiting.length - 1} more` : ''}`,
    line: html`<a class="link" href="${link('/servers')}">Servers</a>`,
    tools: html`<a class="btn" href="${link('/events', { server: name })}">Events</a>`,
  });
  const changed = server.pins.filter(({ offered }) => offered !== undefined).map((pin) => pinPanel(visit, pin));
  const { configured, running } = server;
  const facts: (readonly [string, Html | string])[] = [
    ['State', stateOf(visit, server)],
    ['Mode', modeOf(visit, server)],
    ...(configured === undefined
      ? []
      : ([
          ['Client', html`${shown(configured.client)}, as <code>${shown(configured.ref)}</code>`],
          ['It can', abilities(configured)],
          ...configured.because.map((line) => ['Because', shown(line)] as const),
          ...(configured.why === undefined ? [] : [['Why', shown(configured.why)] as const]),
        ] as const)),
    ...running.map(
      (one) =>
        [
          'Process',
          html`${one.pid}, for ${sayDuration(now - one.since)}: ${sayMany(one.calls, 'call')}, ${one.held} held, ${one.refused} refused${one.answered === 0 ? '' : `; answers after ${answers([one])} (p50 / p99 of the newest)`}`,
        ] as const,
    ),
    ['Messages', `${sayCount(server.messages)} in 24 h`],
  ];
  const about = panel(
    'What is known',
    html`<div class="body"><dl class="facts">${facts.map(([key, value]) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl></div>`,
  );
  return { kind: 'page', title: plain(name), body: html`${head}${changed}${about}${offers(visit, server)}` };
}
