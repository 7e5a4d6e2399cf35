import { roleOf } from '../../../flow/roles.ts';
import { type Html, html } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { panel, scrollBox } from '../../parts/head.ts';
import type { Pinned } from '../../parts/pins.ts';
import { empty } from '../../parts/states.ts';
import { shown } from '../../parts/text.ts';
import { moment } from '../../parts/time.ts';
import type { Server } from './known.ts';

/** What is pinned of it, with what each tool may do by its name and by what it says of itself. */
export function offers({ services, now }: Visit, { name, pins }: Server): Html {
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
