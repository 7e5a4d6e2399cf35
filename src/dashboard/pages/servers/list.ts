import { isAgentName } from '../../../message/words/agent-name.ts';
import { shellWord } from '../../../message/words/shell-word.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { typed } from '../../parts/command.ts';
import { pageHead, scrollBox } from '../../parts/head.ts';
import { type Pinned, pinPanel } from '../../parts/pins.ts';
import { empty } from '../../parts/states.ts';
import { plain, shown } from '../../parts/text.ts';
import { sayCount, sayMany } from '../../parts/time.ts';
import { abilities, answers, modeOf, stateOf } from './facts.ts';
import { isSilent, type Server, serversOf, waits } from './known.ts';

export async function listPage(visit: Visit): Promise<Shown> {
  const all = await serversOf(visit.services);
  const waiting = all.flatMap(({ pins }) => pins.filter(waits));
  const head = pageHead({ title: titleOf(all, waiting, visit.now), line: coverage(all) });
  if (all.length === 0) {
    const body = empty({
      title: 'No server is configured in any client, and none has run behind oktsec.',
      command: typed(visit, 'oktsec discover'),
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
          command: typed(
            visit,
            `oktsec wrap ${bare.length === 1 ? shellWord(bare[0]?.configured?.ref ?? '', '--all') : '--all'}`,
          ),
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
<td>${shown(configured?.client ?? running[0]?.client ?? '')}</td><td>${stateOf(visit, server)}</td><td>${abilities(configured)}</td>
<td>${pins.length === 0 ? html`<span class="dim">–</span>` : pinned}</td><td>${modeOf(visit, server)}</td>
<td class="num">${sayCount(messages)}</td><td class="num nowrap">${answers(running)}</td><td class="num">${memory === 0 ? '–' : `${Math.round(memory / 1024)} MB`}</td></tr>`;
}

/** Only agents have a page of their own; what was never behind oktsec has nothing more to tell. */
function nameOf({ link }: Visit, name: string): Html {
  return isAgentName(name)
    ? html`<a class="link" href="${link(`/servers/${name}`)}" data-row>${shown(name)}</a>`
    : shown(name);
}
