import type { TellConfig, WebhookConfig } from '../../src/config/config.ts';
import { noticeOf } from '../../src/sinks/notice.ts';
import type { SinksOptions } from '../../src/sinks/run.ts';
import type { Sink } from '../../src/sinks/sink.ts';
import { webhookSink } from '../../src/sinks/webhook.ts';
import type { AuditRow, Store } from '../../src/store/store.ts';
import { blocked } from '../fixtures/store/entries.ts';

export const INSTANCE = '0123456789abcdef0123456789abcdef';
export const TELL: TellConfig = { name: 'ops', events: ['blocked', 'quarantined'], severity: 'info' };

export function hook(url: string, more: Partial<WebhookConfig> = {}): WebhookConfig {
  return { ...TELL, url, format: 'json', allowPrivate: true, ...more };
}

export function webhook(url: string, more: Partial<WebhookConfig> = {}, env: Record<string, string> = {}): Sink {
  const ed25519 = () => {
    throw new Error('no key here');
  };
  return webhookSink(hook(url, more), [], { env, now: () => 1_800_000_000_000_000, ed25519 });
}

/** A stored row of a blocked call. */
export function row(more: Partial<AuditRow> = {}): AuditRow {
  return { ...blocked(7), seq: 42, rowHash: 'cd'.repeat(32), ...more };
}

export const notice = (more: Partial<AuditRow> = {}) => noticeOf(row(more), INSTANCE);

export function options(
  store: Store,
  sinks: readonly Sink[],
  more: Partial<SinksOptions> = {},
): SinksOptions & { readonly said: string[] } {
  const said: string[] = [];
  return {
    store,
    sinks,
    instance: INSTANCE,
    owner: `test-${Math.random()}`,
    now: () => Date.now() * 1000,
    chance: () => 0,
    signal: new AbortController().signal,
    warn: (line) => said.push(line),
    pollMillis: 10,
    firstPauseMillis: 10,
    said,
    ...more,
  };
}
