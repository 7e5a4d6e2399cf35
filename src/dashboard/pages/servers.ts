import { EXIT, OktsecError } from '../../errors.ts';
import { roleOf } from '../../flow/roles.ts';
import { isAgentName } from '../../message/agent-name.ts';
import { modeFor } from '../../policy/policy.ts';
import type { Form } from '../form-data.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Done, Page, Shown, Visit } from '../page.ts';
import { pageHead, panel, scrollBox } from '../parts/head.ts';
import { type Pinned, pinPanel, sayPin } from '../parts/pins.ts';
import { empty } from '../parts/states.ts';
import { plain, shown } from '../parts/text.ts';
import { moment, sayCount, sayDuration, sayLatency, sayMany } from '../parts/time.ts';
import type { ConfiguredServer, DashboardServices, RunningServer } from '../services.ts';

/** What is configured, what runs behind oktsec, what it may do, and what changed of it. */
export const servers: Page = {
  name: 'servers',
  views: [
    { path: '/servers', show: listPage },
    { path: '/servers/:name', show: serverPage },
  ],
  actions: [{ path: '/servers/:name/pin', loosens: (form) => form.one('word') === 'approve', act: settlePin }],
  badge: ({ store }) => ({ count: store.pins().filter(waits).length, what: 'to approve' }),
};

/** A call that waits for its answer for longer is said. */
const SILENT_MICROS = 10_000_000;
const DAY_MICROS = 86_400_000_000;

/** All that is known of one server, by the name that its traffic has. */
type Server = {
  readonly name: string;
  readonly configured: ConfiguredServer | undefined;
  /** One proxy for each client process that started it. */
  readonly running: readonly RunningServer[];
  readonly pins: readonly Pinned[];
  readonly messages: number;
};

async function serversOf(services: DashboardServices): Promise<readonly Server[]> {
  const configured = (await services.configured()).filter(({ state }) => state !== 'own');
  const running = services.running();
  const pins = services.store.pins();
  const passed = new Map(
    services.store.activity({ since: services.now() - DAY_MICROS }).agents.map(({ name, rows }) => [name, rows]),
  );
  const keyOf = ({ agent, ref }: ConfiguredServer) => agent ?? ref;
  const names = new Set([
    ...configured.map(keyOf),
    ...running.map(({ agent }) => agent),
    ...pins.map(({ server }) => server),
  ]);
  return [...names]
    .map((name) => ({
      name,
      configured: configured.find((one) => keyOf(one) === name),
      running: running.filter(({ agent }) => agent === name),
      pins: pins.filter(({ server }) => server === name),
      messages: passed.get(name) ?? 0,
    }))
    .sort((a, b) => Number(b.pins.some(waits)) - Number(a.pins.some(waits)) || (a.name < b.name ? -1 : 1));
}

function waits({ state }: Pinned): boolean {
  return state === 'pending';
}

async function listPage(visit: Visit): Promise<Shown> {
  const all = await serversOf(visit.services);
  const waiting = all.flatMap(({ pins }) => pins.filter(waits));
  const head = pageHead({ title: titleOf(all, waiting, visit.now), line: coverage(all) });
  if (all.length === 0) {
    const body = empty({
      title: 'No server is configured in any client, and none has run behind oktsec.',
      command: 'oktsec discover',
    });
    return { kind: 'page', title: 'Servers', body: html`${head}<div class="panel">${body}</div>` };
  }
  const columns = ['Server', 'Client', 'State', 'It can', 'Pinned', 'Mode'].map((name) => html`<th>${name}</th>`);
  const numbers = ['24 h', 'Answers, p50 / p99', 'Memory'].map((name) => html`<th class="num">${name}</th>`);
  const table = html`<table class="table"><thead><tr>${columns}${numbers}</tr></thead><tbody>${all.map((one) => rowOf(visit, one))}</tbody></table>`;
  const bare = all.filter(({ configured }) => configured?.state === 'bare' && !configured.disabled);
  const wrap =
    bare.length === 0
      ? nothing
      : html`<div class="panel">${empty({
          title: `${sayMany(bare.length, 'server is', 'servers are')} not behind oktsec`,
          line: bare.map(({ configured }) => plain(configured?.ref ?? '')).join(', '),
          command: bare.length === 1 ? `oktsec wrap ${plain(bare[0]?.configured?.ref ?? '')}` : 'oktsec wrap --all',
        })}</div>`;
  const body = html`${head}<div class="panel">${scrollBox('Servers', table)}</div>${waiting.map((pin) => pinPanel(visit, pin))}${wrap}`;
  return { kind: 'page', title: 'Servers', body };
}

function titleOf(all: readonly Server[], waiting: readonly Pinned[], now: number): string {
  const changed = [...new Set(waiting.map(({ server }) => server))];
  if (changed.length === 1) return `${plain(changed[0] ?? '')} can do more than you approved`;
  if (changed.length > 1) return `${sayCount(changed.length)} servers can do more than you approved`;
  const silent = all.filter(({ running }) => running.some((one) => isSilent(one, now)));
  if (silent.length > 0) return `${plain(silent[0]?.name ?? '')} gives no answer`;
  return all.length === 0 ? 'No servers here' : sayMany(all.length, 'server');
}

function coverage(all: readonly Server[]): string {
  const configured = all.flatMap((one) =>
    one.configured === undefined || one.configured.disabled ? [] : one.configured,
  );
  const wrapped = configured.filter(({ state }) => state === 'wrapped').length;
  const running = all.filter(({ running: proxies }) => proxies.length > 0).length;
  return `${wrapped} of ${sayMany(configured.length, 'configured server')} behind oktsec; ${sayCount(running)} running now.`;
}

function rowOf(visit: Visit, server: Server): Html {
  const { name, configured, running, pins, messages } = server;
  const tools = pins.filter(({ kind }) => kind === 'tool').length;
  const changed = pins.filter(waits).length;
  const memory = running.reduce((sum, { memoryKilobytes }) => sum + (memoryKilobytes ?? 0), 0);
  const pinned = changed > 0 ? html`<span class="tag warn">${changed} changed</span>` : html`${sayMany(tools, 'tool')}`;
  return html`<tr><td>${nameOf(visit, name)}</td>
<td>${shown(configured?.client ?? running[0]?.client ?? '')}</td><td>${stateOf(server, visit.now)}</td><td>${abilities(configured)}</td>
<td>${pins.length === 0 ? html`<span class="dim">–</span>` : pinned}</td><td>${modeOf(visit, server)}</td>
<td class="num">${sayCount(messages)}</td><td class="num nowrap">${answers(running)}</td><td class="num">${memory === 0 ? '–' : `${Math.round(memory / 1024)} MB`}</td></tr>`;
}

/** Only agents have a page of their own; what was never behind oktsec has nothing more to tell. */
function nameOf({ link }: Visit, name: string): Html {
  return isAgentName(name)
    ? html`<a class="link" href="${link(`/servers/${name}`)}" data-row>${shown(name)}</a>`
    : shown(name);
}

const STATES: Readonly<Record<ConfiguredServer['state'], string>> = {
  wrapped: 'wrapped',
  bare: 'not wrapped',
  remote: 'remote, not wrapped',
  'wrapped-by-other': 'behind another oktsec',
  broken: 'does not start: oktsec repair',
  own: 'oktsec itself',
  builtin: 'part of the client',
  unreadable: 'cannot be edited',
};

function stateOf({ configured, running }: Server, now: number): Html {
  const silent = running.find((one) => isSilent(one, now));
  const words = [
    ...(configured === undefined ? [] : [configured.disabled ? 'switched off' : STATES[configured.state]]),
    ...(running.length > 0 ? ['running'] : []),
  ];
  const bad = configured !== undefined && !configured.disabled && ['bare', 'broken'].includes(configured.state);
  const said = words.length === 0 ? 'not running' : words.join(', ');
  return html`${bad ? html`<span class="tag warn">${said}</span>` : said}${
    silent === undefined
      ? nothing
      : html` <span class="tag warn">no answer for ${sayDuration(now - (silent.waitingSince ?? now))}</span>`
  }`;
}

function isSilent({ waitingSince }: RunningServer, now: number): boolean {
  return waitingSince !== undefined && now - waitingSince > SILENT_MICROS;
}

function abilities(configured: ConfiguredServer | undefined): Html {
  const known = configured?.capabilities ?? [];
  if (known.length === 0) return html`<span class="dim">not known</span>`;
  return html`<span class="tags">${known.map((one) => html`<span class="tag">${one}</span>`)}</span>`;
}

function modeOf({ services }: Visit, { name, running }: Server): string {
  const { policy } = services.standing();
  return modeFor(policy, { from: running[0]?.client ?? name.split('.')[0] ?? name, to: name, side: 'client' });
}

/** Of a server that several clients started the slowest process: whoever waits, waits for that one. */
function answers(running: readonly RunningServer[]): string {
  const slowest = running.reduce<RunningServer | undefined>(
    (worst, one) => ((one.answerP99 ?? -1) > (worst?.answerP99 ?? -1) ? one : worst),
    undefined,
  );
  const { answerP50, answerP99 } = slowest ?? {};
  return answerP50 === undefined || answerP99 === undefined
    ? '–'
    : `${sayLatency(answerP50)} / ${sayLatency(answerP99)}`;
}

async function serverPage(visit: Visit): Promise<Shown> {
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
    ['State', stateOf(server, now)],
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

/** What is pinned of it, with what each tool may do by its name and by what it says of itself. */
function offers({ services, now }: Visit, { name, pins }: Server): Html {
  if (pins.length === 0) {
    return panel(
      'What it offers',
      empty({ title: 'Nothing is pinned yet.', line: 'That happens when a client lists its tools through oktsec.' }),
    );
  }
  const flow = services.standing().policy.agents.get(name)?.flow;
  const rows = pins.map((pin) => {
    const said =
      pin.state === 'approved' ? `approved, ${pin.by}` : pin.state === 'pending' ? 'waits for you' : 'rejected';
    const tags = pin.kind === 'tool' ? toolTags(pin, name, flow) : [];
    return html`<tr><td>${pin.kind}</td><td class="mono">${shown(pin.name === '' ? '–' : pin.name)}</td><td><span class="tags">${tags.map((tag) => html`<span class="tag">${tag}</span>`)}</span></td>
<td>${pin.state === 'approved' ? said : html`<span class="tag warn">${said}</span>`}</td><td class="nowrap">${moment(pin.changed, now)}</td></tr>`;
  });
  const table = html`<table class="table"><thead><tr><th>Kind</th><th>Name</th><th>It</th><th>State</th><th>Since</th></tr></thead><tbody>${rows}</tbody></table>`;
  return panel('What it offers', scrollBox('Tools, prompts and texts', table));
}

/** Words of ours only: what a server says of itself is no markup and no claim of oktsec's. */
function toolTags({ name, approved, offered }: Pinned, server: string, flow: Parameters<typeof roleOf>[2]): string[] {
  const role = roleOf(server, name, flow);
  const hints = hintsOf(approved === '' ? (offered ?? '') : approved);
  return [
    ...(role.private ? ['reads private data'] : []),
    ...(role.untrusted ? ['reads what strangers wrote'] : []),
    ...(role.sink ? ['sends out'] : []),
    ...(hints.readOnlyHint === true ? ['says it only reads'] : []),
    ...(hints.destructiveHint === true && hints.readOnlyHint !== true ? ['says it may destroy'] : []),
  ];
}

function hintsOf(json: string): Readonly<Record<string, unknown>> {
  try {
    const { annotations } = JSON.parse(json) as { annotations?: unknown };
    return typeof annotations === 'object' && annotations !== null ? (annotations as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** @throws OktsecError `pin_changed_meanwhile` when what is offered is no longer what the person saw */
function settlePin({ services, path, reviewer }: Visit, form: Form): Done {
  const server = path.name ?? '';
  const word = form.one('word');
  if (word !== 'approve' && word !== 'reject') {
    throw new OktsecError('usage', 'the form did not say what to do', { hint: 'reload the page and try again' });
  }
  const pin = services.store
    .pins(server)
    .find(
      ({ launch, kind, name }) =>
        launch === form.one('launch') && kind === form.one('kind') && name === form.one('name'),
    );
  if (pin === undefined || pin.state === 'approved' || String(pin.changed) !== form.one('changed')) {
    throw new OktsecError(
      'pin_changed_meanwhile',
      `what ${plain(server)} offers changed, or somebody decided, since this page was read`,
      {
        hint: 'look at it again before you decide',
        exit: EXIT.no,
      },
    );
  }
  services.store.settlePins([pin], word, reviewer);
  const to = `/servers/${encodeURIComponent(server)}`;
  return word === 'approve'
    ? { to, said: `${plain(server)}: ${sayPin(pin)} is approved as it is offered now.` }
    : { to, said: `${plain(server)}: ${sayPin(pin)} stays blocked.` };
}
