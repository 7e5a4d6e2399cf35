import type { z } from 'zod';
import { NOTICE_EVENTS, type NoticeEvent, SINK_TYPES, type SinkConfig, type WebhookConfig } from './config.ts';
import { hostRefusal } from './hosts.ts';
import { nearest } from './nearest.ts';
import type { configSchema, sinkSchema, webhookSchema } from './schema.ts';
import type { Step, Tree } from './tree.ts';

type Read = z.output<typeof configSchema>;
type Webhook = z.output<typeof webhookSchema>;
type Sink = z.output<typeof sinkSchema>;

const BY_DEFAULT: readonly NoticeEvent[] = ['blocked', 'quarantined'];
/** Which keys belong to which type of sink. */
const OWN_KEYS = { file: ['path', 'format'], otlp: ['url', 'headers'], desktop: [] } as const;
const NEEDED = { file: 'path', otlp: 'url', desktop: undefined } as const;

/** Webhooks and sinks with their defaults and their names. */
export function receiversOf({ webhooks, sinks }: Read): {
  readonly webhooks: readonly WebhookConfig[];
  readonly sinks: readonly SinkConfig[];
} {
  return { webhooks: webhooks.map(webhookOf), sinks: sinks.map(sinkOf) };
}

/**
 * What the shapes alone do not say: names are their own, `notify` names somebody, a URL written out may be dialled [172],
 * a sink has the keys of its type.
 */
export function checkReceivers(tree: Tree, read: Read): void {
  const { webhooks, sinks } = receiversOf(read);
  const seen = new Set<string>(['webhook', ...SINK_TYPES]);
  [
    ...webhooks.map(({ name }, at) => [name, ['webhooks', at]] as const),
    ...sinks.map(({ name }, at) => [name, ['sinks', at]] as const),
  ].forEach(([name, path]) => {
    if (seen.has(name))
      problem(tree, [...path, 'name'], `the name ${JSON.stringify(name)} is taken`, 'give it another name');
    seen.add(name);
  });
  for (const [at, webhook] of read.webhooks.entries()) checkWebhook(tree, webhook, ['webhooks', at]);
  for (const [at, sink] of read.sinks.entries()) checkSink(tree, sink, ['sinks', at]);
  const names = [...seen];
  read.rules.forEach((rule, index) => {
    rule.notify?.forEach((name, at) => {
      const known =
        name === 'webhook'
          ? webhooks.length > 0
          : sinks.some(({ type }) => type === name) || [...webhooks, ...sinks].some((one) => one.name === name);
      if (known) return;
      const meant = nearest(
        name,
        names.filter((one) => one !== name),
      );
      const hint =
        meant === undefined ? 'name a webhook or a sink of this config' : `did you mean ${JSON.stringify(meant)}?`;
      problem(tree, ['rules', index, 'notify', at], `nobody to notify is called ${JSON.stringify(name)}`, hint);
    });
  });
}

function checkWebhook(tree: Tree, webhook: Webhook, path: readonly Step[]): void {
  checkUrl(tree, webhook.url, [...path, 'url'], webhook.allow_private);
  if (webhook.secret !== undefined && webhook.sign !== undefined) {
    problem(tree, [...path, 'sign'], 'secret and sign exclude each other', 'a delivery has one signature');
  }
  if ((webhook.format === 'telegram') !== (webhook.chat_id !== undefined)) {
    const message = webhook.format === 'telegram' ? 'telegram needs chat_id' : 'chat_id is for telegram only';
    problem(
      tree,
      [...path, webhook.chat_id === undefined ? 'format' : 'chat_id'],
      message,
      'the chat that the bot writes to',
    );
  }
}

function checkSink(tree: Tree, sink: Sink, path: readonly Step[]): void {
  const own: readonly string[] = OWN_KEYS[sink.type];
  for (const key of ['path', 'format', 'url', 'headers'] as const) {
    if (sink[key] !== undefined && !own.includes(key)) {
      problem(
        tree,
        [...path, key],
        `${key} does not apply to a sink of type ${sink.type}`,
        own.length === 0 ? undefined : `it takes ${own.join(', ')}`,
      );
    }
  }
  const needed = NEEDED[sink.type];
  if (needed !== undefined && sink[needed] === undefined) {
    problem(tree, [...path, 'type'], `a sink of type ${sink.type} needs ${needed}`, undefined);
  }
  if (sink.url !== undefined) checkUrl(tree, sink.url, [...path, 'url'], true);
}

/** A URL with a variable in it can only be looked at when it is used. */
function checkUrl(tree: Tree, url: string, path: readonly Step[], allowPrivate: boolean): void {
  if (url.includes('${env:')) return;
  const why = hostRefusal(url, allowPrivate);
  if (why === undefined) return;
  // Only what is refused for where it is: no other URL becomes one that is dialled by that key.
  const hint =
    hostRefusal(url, true) !== undefined
      ? undefined
      : 'a receiver of your own on this machine or network needs allow_private: true';
  problem(tree, path, `this URL is not dialled: ${why}`, hint);
}

function webhookOf(webhook: Webhook, at: number): WebhookConfig {
  const { name = `webhook-${at + 1}`, events = BY_DEFAULT, severity, url, format, secret, sign } = webhook;
  const chatId = webhook.chat_id === undefined ? undefined : String(webhook.chat_id);
  return { name, events, severity, url, format, allowPrivate: webhook.allow_private, secret, sign, chatId };
}

function sinkOf(sink: Sink, at: number): SinkConfig {
  const { type, name = `${type}-${at + 1}`, severity } = sink;
  if (type === 'desktop') return { type, name, severity, events: sink.events ?? ['quarantined'] };
  const tell = { name, severity, events: sink.events ?? NOTICE_EVENTS };
  if (type === 'file') return { type, ...tell, path: sink.path ?? '', format: sink.format ?? 'jsonl' };
  const headers = [...(sink.headers ?? [])].map(([header, value]) => ({ name: header, value }));
  return { type, ...tell, url: sink.url ?? '', headers };
}

function problem(tree: Tree, path: readonly Step[], message: string, hint: string | undefined): void {
  tree.problem(tree.at(path)?.range?.[0] ?? 0, message, hint);
}
