import { OktsecError } from '../errors.ts';

/**
 * A value with each `${env:NAME}` replaced, by whoever uses it and when.
 * @throws OktsecError `outbound_refused` naming the variable that is not set
 */
export function expanded(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    const value = env[name];
    if (value === undefined || value === '') throw new OktsecError('outbound_refused', `$${name} is not set`);
    return value;
  });
}

/** A URL as it may be shown: without what of it can be a secret [173]. */
export function masked(url: string): string {
  if (url.includes('${env:'))
    return url.replace(/^((?:https?:\/\/[^/$]*)?(?:\$\{env:[A-Za-z_]\w*\})?).*$/s, (all, head: string) =>
      head === all ? all : `${head}…`,
    );
  try {
    const { origin, pathname, search } = new URL(url);
    return pathname === '/' && search === '' ? origin : `${origin}/…`;
  } catch {
    return '…';
  }
}
