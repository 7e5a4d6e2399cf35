import type { Counters } from '../counters.ts';
import type { Waiting } from '../intake/waiting.ts';
import { type Route, route } from '../route.ts';
import type { Services } from '../services.ts';

/** `GET /metrics`: in the text form of Prometheus. */
export function metrics(services: Services, counters: Counters, waiting: Waiting): Route {
  return route({
    method: 'get',
    path: '/metrics',
    summary: 'counters, in the text form of Prometheus',
    access: { scope: 'metrics' },
    answers: { 200: { what: 'text/plain; version=0.0.4' } },
    handle: () => ({ status: 200, text: { type: 'text/plain; version=0.0.4; charset=utf-8', value: textOf() } }),
  });

  function textOf(): string {
    const { rows, decisions } = services.store.stats();
    const sizes = services.mailroom.sizes();
    const lines: string[] = [];
    const family = (
      name: string,
      type: 'counter' | 'gauge',
      help: string,
      samples: readonly (readonly [string, number])[],
    ) => {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [labels, value] of samples) lines.push(`${name}${labels} ${value}`);
    };
    family('oktsec_rows', 'gauge', 'rows of the audit log', [['', rows]]);
    family(
      'oktsec_decisions',
      'gauge',
      'rows by decision',
      decisions.map((one) => [labels({ decision: one.name }), one.rows] as const),
    );
    family(
      'oktsec_http_requests_total',
      'counter',
      'requests answered since the start',
      [...counters.entries()].map(
        ([path, status, requests]) => [labels({ path, status: String(status) }), requests] as const,
      ),
    );
    family(
      'oktsec_mailbox_messages',
      'gauge',
      'messages that wait',
      sizes.map((one) => [labels({ agent: one.owner }), one.messages] as const),
    );
    family(
      'oktsec_mailbox_bytes',
      'gauge',
      'bytes that wait',
      sizes.map((one) => [labels({ agent: one.owner }), one.bytes] as const),
    );
    family('oktsec_waiting_readers', 'gauge', 'readers that wait for mail', [['', waiting.size]]);
    return `${lines.join('\n')}\n`;
  }
}

function labels(values: Readonly<Record<string, string>>): string {
  const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `{${Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;
}
