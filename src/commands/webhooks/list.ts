import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { type Config, NOTICE_EVENTS, type TellConfig } from '../../config/config.ts';
import { shownUrl } from '../../config/shown-url.ts';
import { EXIT } from '../../errors.ts';
import type { Outgoing } from '../../store/store.ts';
import { rfc3339, sayDuration } from '../../terminal/durations.ts';
import { print, printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';

type Receiver = TellConfig & { readonly kind: string; readonly where: string; readonly signed: string };

export async function list(context: Context): Promise<number> {
  const { io, globals } = context;
  const { snapshot } = await openConfig(context);
  const store = await openLog(context, snapshot);
  try {
    const receivers = receiversOf(snapshot.config);
    const outgoing = store.outbox.list();
    if (globals.json)
      await printJson(
        io,
        receivers.map((receiver) => receiverJson(receiver, outgoing)),
      );
    else if (receivers.length === 0) await print(io, 'nobody is told: the config names no webhook and no sink\n');
    else await print(io, page(context, receivers, outgoing));
    return EXIT.done;
  } finally {
    store.close();
  }
}

function receiversOf({ webhooks, sinks }: Config): Receiver[] {
  return [
    ...webhooks.map((hook) => ({
      ...hook,
      kind: `webhook ${hook.format}`,
      where: shownUrl(hook.url),
      signed: hook.secret !== undefined ? 'hmac' : (hook.sign ?? '-'),
    })),
    ...sinks.map((sink) => ({
      ...sink,
      kind: sink.type === 'file' ? `file ${sink.format}` : sink.type,
      where: sink.type === 'file' ? sink.path : sink.type === 'otlp' ? shownUrl(sink.url) : '-',
      signed: '-',
    })),
  ];
}

function page(context: Context, receivers: readonly Receiver[], outgoing: readonly Outgoing[]): string {
  const { io, screen, globals } = context;
  const columns = ['name', 'kind', 'where', 'events', 'signed', 'waiting', 'given up'].map((title) => ({
    title,
    cut: title === 'where',
    right: title === 'waiting' || title === 'given up',
  }));
  const rows = receivers.map(({ name, kind, where, events, severity, signed }) => {
    const own = outgoing.filter(({ sink }) => sink === name);
    const from = severity === 'info' ? '' : ` from ${severity}`;
    return [
      name,
      kind,
      shown(where),
      `${events.length === NOTICE_EVENTS.length ? 'all' : events.join(' ')}${from}`,
      signed,
      String(own.filter(({ dead }) => !dead).length),
      String(own.filter(({ dead }) => dead).length),
    ];
  });
  const lines = [table(screen, columns, rows)];
  const failed = outgoing.filter(({ error }) => error !== undefined).slice(0, 50);
  if (failed.length > 0) {
    const titles = ['row', 'to', 'tries', 'next', 'because'].map((title) => ({ title, cut: title === 'because' }));
    const cells = failed.map(({ seq, sink, tries, dead, dueAt, error }) => [
      String(seq),
      shown(sink),
      String(tries),
      dead ? 'given up' : `in ${sayDuration(dueAt - io.now())}`,
      shown(error ?? ''),
    ]);
    lines.push('\n', table(screen, titles, cells));
    if (!globals.quiet && failed.some(({ dead }) => dead)) lines.push(screen.typed('\noktsec webhooks retry\n'));
  }
  return lines.join('');
}

function receiverJson(
  { name, kind, where, events, severity, signed }: Receiver,
  outgoing: readonly Outgoing[],
): object {
  const own = outgoing.filter(({ sink }) => sink === name);
  return {
    name,
    kind,
    where,
    events,
    severity,
    signed: signed === '-' ? null : signed,
    waiting: own.filter(({ dead }) => !dead).length,
    given_up: own
      .filter(({ dead }) => dead)
      .map(({ seq, tries, error, dueAt }) => ({ seq, tries, error: error ?? null, last_try: rfc3339(dueAt) })),
  };
}
