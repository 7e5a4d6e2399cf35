import type { RuleOverride, WebhookConfig } from '../config/config.ts';
import { OktsecError } from '../errors.ts';
import { post } from '../outbound.ts';
import { expanded } from './environment.ts';
import type { Notice } from './notice.ts';
import { SHAPES } from './shapes/index.ts';
import { type Signer, signature } from './sign.ts';
import { Busy, type Sink } from './sink.ts';
import { wanting } from './wants.ts';

/** What a webhook takes from the world at the moment it sends. */
export type WebhookWorld = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Microseconds since 1970. */
  readonly now: () => number;
  /** The key of this home. */
  readonly ed25519: () => Signer;
};

export function webhookSink(config: WebhookConfig, rules: readonly RuleOverride[], world: WebhookWorld): Sink {
  return {
    name: config.name,
    wants: wanting(config, 'webhook', rules),
    send: (notice, signal) => deliver(config, world, notice, signal),
  };
}

async function deliver(config: WebhookConfig, world: WebhookWorld, notice: Notice, signal: AbortSignal): Promise<void> {
  const shape = SHAPES[config.format];
  const chatId = config.chatId === undefined ? undefined : expanded(config.chatId, world.env);
  const body = JSON.stringify(shape.body(notice, { chatId }));
  const signer = signerOf(config, world);
  const headers = {
    'content-type': 'application/json',
    'oktsec-delivery': notice.id,
    ...shape.headers,
    ...(signer === undefined ? {} : signature(signer, body, Math.floor(world.now() / 1_000_000))),
  };
  const url = expanded(config.url, world.env);
  const { status, retryAfterMillis } = await post({ url, headers, body, allowPrivate: config.allowPrivate, signal });
  if (status >= 200 && status < 300) return;
  if (status === 429 || status === 503) throw new Busy(status, retryAfterMillis ?? 0);
  if (status >= 300 && status < 400)
    throw new OktsecError('outbound_refused', `answered ${status}: redirects are not followed`);
  const final = status >= 400 && status < 500 && status !== 408;
  throw new OktsecError(final ? 'outbound_refused' : 'outbound', `answered ${status}`);
}

function signerOf({ sign, secret }: WebhookConfig, { env, ed25519 }: WebhookWorld): Signer | undefined {
  if (secret !== undefined) return { kind: 'hmac', secret: expanded(secret, env) };
  return sign === 'ed25519' ? ed25519() : undefined;
}
