import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { OtlpSinkConfig, RuleOverride } from '../config/config.ts';
import { hostRefusal } from '../config/hosts.ts';
import { OktsecError } from '../errors.ts';
import { guardedLookup } from '../outbound.ts';
import { expanded } from './environment.ts';
import { type Notice, noticeJson, sentence } from './notice.ts';
import type { Sink } from './sink.ts';
import { wanting } from './wants.ts';

type World = { readonly env: Readonly<Record<string, string | undefined>>; readonly version: string };

/** OTLP/HTTP logs by the official exporter, which is loaded with the first notice. A collector may be on this machine. */
export function otlpSink(config: OtlpSinkConfig, rules: readonly RuleOverride[], world: World): Sink {
  let exporting: Promise<Exporting> | undefined;
  return {
    name: config.name,
    wants: wanting(config, 'otlp', rules),
    send: async (notice) => {
      exporting ??= open(config, world);
      const collector = await exporting;
      collector.send(notice);
      await collector.flushed();
    },
    close: async () => {
      const collector = await exporting?.catch(() => undefined);
      await collector?.close();
    },
  };
}

type Exporting = { send(notice: Notice): void; flushed(): Promise<void>; close(): Promise<void> };

/** @throws OktsecError `outbound_refused` for an address that nothing is sent to */
async function open(config: OtlpSinkConfig, world: World): Promise<Exporting> {
  const url = expanded(config.url, world.env);
  // What a variable says is seen here first; and of an address without a name no lookup is made.
  const refused = hostRefusal(url, true);
  if (refused !== undefined) throw new OktsecError('outbound_refused', refused);
  const [{ LoggerProvider }, { OTLPLogExporter }] = await Promise.all([
    import('@opentelemetry/sdk-logs'),
    import('@opentelemetry/exporter-logs-otlp-http'),
  ]);
  type Exporter = InstanceType<typeof OTLPLogExporter>;
  type Records = Parameters<Exporter['export']>[0];
  const lookup = guardedLookup(true);
  const exporter = new OTLPLogExporter({
    url,
    headers: Object.fromEntries(config.headers.map(({ name, value }) => [name, expanded(value, world.env)])),
    timeoutMillis: 5000,
    httpAgentOptions: (protocol) => (protocol === 'https:' ? new HttpsAgent({ lookup }) : new HttpAgent({ lookup })),
  });
  let waiting: Records = [];
  type Resource = NonNullable<NonNullable<ConstructorParameters<typeof LoggerProvider>[0]>['resource']>;
  const attributes = { 'service.name': 'oktsec', 'service.version': world.version };
  const resource: Resource = {
    attributes,
    merge: () => resource,
    getRawAttributes: () => Object.entries(attributes),
  };
  const provider = new LoggerProvider({
    resource,
    // The records are handed to the exporter one delivery at a time: what it could not send is told again.
    processors: [
      { onEmit: (record) => void waiting.push(record), forceFlush: async () => {}, shutdown: async () => {} },
    ],
  });
  const logger = provider.getLogger('oktsec', world.version);
  return {
    send: (notice) =>
      logger.emit({
        timestamp: new Date(Math.floor(notice.time / 1000)),
        severityNumber: LEVELS[notice.severity ?? 'info'],
        severityText: (notice.severity ?? 'info').toUpperCase(),
        body: sentence(notice),
        attributes: Object.fromEntries(
          Object.entries(noticeJson(notice)).flatMap(([name, value]) =>
            value === null ? [] : [[`oktsec.${name}`, value]],
          ),
        ),
      }),
    flushed: () => {
      const records = waiting;
      waiting = [];
      return new Promise((done, fail) => {
        exporter.export(records, ({ code, error }) => {
          if (code === 0) done();
          else
            fail(
              new OktsecError('outbound', `the collector did not take it: ${whyOf(error)}`, {
                cause: error,
              }),
            );
        });
      });
    },
    close: () => exporter.shutdown(),
  };
}

/** The status that it answered or the code of the connection's fault: the words of neither are ours to print. */
function whyOf(error: Error | undefined): string {
  const code = error === undefined ? undefined : (error as NodeJS.ErrnoException).code;
  if (typeof code === 'number') return `status ${code}`;
  if (typeof code === 'string') return code;
  return error?.name === 'OTLPExporterError' ? 'it is busy, or not there' : (error?.name ?? 'failed');
}

const LEVELS = { info: 9, low: 10, medium: 13, high: 17, critical: 21 } as const;
