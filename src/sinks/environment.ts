import type { Config } from '../config/config.ts';
import { OktsecError } from '../errors.ts';

const VARIABLE = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * A value with each `${env:NAME}` replaced, by whoever uses it and when.
 * @throws OktsecError `outbound_refused` naming the variable that is not set
 */
export function expanded(text: string, env: Env): string {
  return text.replace(VARIABLE, (_, name: string) => {
    const value = env[name];
    if (value === undefined || value === '') throw new OktsecError('outbound_refused', `$${name} is not set`);
    return value;
  });
}

/** Who of a config cannot be told because a variable is not set: one line for each, such as `webhook-1: $HOOK is not set`. */
export function unsetVariables(
  { webhooks, sinks, agents }: Pick<Config, 'webhooks' | 'sinks' | 'agents'>,
  env: Env,
): string[] {
  const used: [string, (string | undefined)[]][] = [
    ...webhooks.map(({ name, url, secret, chatId }): [string, (string | undefined)[]] => [name, [url, secret, chatId]]),
    ...sinks.map((sink): [string, (string | undefined)[]] => [
      sink.name,
      sink.type === 'otlp' ? [sink.url, ...sink.headers.map(({ value }) => value)] : [],
    ]),
    ...agents.map(({ name, deliverTo }): [string, (string | undefined)[]] => [`deliver_to of ${name}`, [deliverTo]]),
  ];
  return used.flatMap(([who, texts]) => {
    const names = texts.flatMap((text = '') => [...text.matchAll(VARIABLE)].map(([, name = '']) => name));
    const unset = [...new Set(names)].filter((name) => (env[name] ?? '') === '');
    const what = unset.map((name) => `$${name}`).join(', ');
    return unset.length === 0 ? [] : [`${who}: ${what} ${unset.length === 1 ? 'is' : 'are'} not set`];
  });
}
