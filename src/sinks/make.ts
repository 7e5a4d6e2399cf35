import type { Config, SinkConfig } from '../config/config.ts';
import { desktopSink } from './desktop.ts';
import { fileSink } from './file.ts';
import { otlpSink } from './otlp.ts';
import type { Sink } from './sink.ts';
import { type WebhookWorld, webhookSink } from './webhook.ts';

export type SinkWorld = WebhookWorld & { readonly platform: NodeJS.Platform; readonly version: string };

/** The sinks that a config asks for: webhooks first. */
export function makeSinks(
  { webhooks, sinks, rules }: Pick<Config, 'webhooks' | 'sinks' | 'rules'>,
  world: SinkWorld,
): Sink[] {
  return [...webhooks.map((webhook) => webhookSink(webhook, rules, world)), ...sinks.map(other)];

  function other(config: SinkConfig): Sink {
    if (config.type === 'file') return fileSink(config, rules);
    return config.type === 'otlp' ? otlpSink(config, rules, world) : desktopSink(config, rules, world.platform);
  }
}
