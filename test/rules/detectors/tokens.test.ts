import { describe, expect, test } from 'vitest';
import { providerTokens } from '../../../src/rules/detectors/secrets/provider-token.ts';
import { type TokenFormat, tokenFormats } from '../../../src/rules/detectors/secrets/token-table.ts';
import { noise } from '../../../src/rules/examples/made-up.ts';

const formats = tokenFormats();

test('within a long run of base64 nothing is a token; behind a path one is', () => {
  const facebook = formats.find(({ prefix }) => prefix === 'EAAC') as TokenFormat;
  const token = made(facebook, 3);
  const blob = noise('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 64, 5).replace(
    /^.{8}/,
    'aB3dE5gH',
  );
  expect(found(facebook, `rn_("${blob}/${token}")`)).toEqual([]);
  expect(found(facebook, `https://graph.facebook.com/v19.0/me/${token}`)).toEqual([token]);
});

describe('the table of token formats', () => {
  test('holds at least 150 of them, each with a beginning that announces it', () => {
    expect(formats.length).toBeGreaterThanOrEqual(150);
    for (const { vendor, trigger } of formats) expect(trigger, vendor).toMatch(/^[a-z0-9_.:@%=$/-]{4,48}$/);
    expect(new Set(formats.map(({ vendor }) => vendor)).size).toBe(formats.length);
  });

  test.each(formats.map((format) => [format.vendor, format] as const))('%s', (_, format) => {
    const token = made(format, 3);
    expect(token.toLowerCase()).toContain(format.trigger);
    expect(found(format, `value ${token} in a line`)).toEqual([token]);
    expect(found(format, `"${token}"`)).toEqual([token]);
    // Within a longer word, cut off, and with nothing but one letter it is no token.
    expect(found(format, `x${token}`)).not.toContain(token);
    expect(found(format, token.slice(0, format.prefix.length + 5))).toEqual([]);
    expect(
      found(
        format,
        made(format, 3, () => 'x'),
      ),
    ).toEqual([]);
  });

  test('a name made of words is no token', () => {
    expect(providerTokens('money', 'live_preview_enabled_for_all_users_of_the')).toEqual([]);
    expect(providerTokens('cloud', 'vercel_project_environment_variable_name')).toEqual([]);
  });
});

function found({ group }: TokenFormat, text: string): string[] {
  return providerTokens(group, text).map(({ start, end }) => text.slice(start, end));
}

/** A token of a format: each set of characters filled with noise, each choice with its first. */
function made({ prefix, rest }: TokenFormat, seed: number, fill = noise): string {
  let text = rest
    .replace(/\(\?:([^()|]*)(?:\|[^()]*)?\)\??/g, '$1')
    .replace(
      /(?:\[[^\]]*\])(?:\{(\d+)(?:,\d+)?\})?(?:\?)?/g,
      (set, size = '1') => `${set.replace(/\{.*/, '')}{${size}}`,
    )
    .replace(/=\{0,\d\}/g, '');
  let at = 0;
  text = text.replace(/\[([^\]]*)\]\{(\d+)\}/g, (_, set: string, size: string) => {
    at += 1;
    return fill(symbolsOf(set), Number(size), seed + at)
      .slice(0, Number(size))
      .padEnd(Number(size), 'x');
  });
  return prefix + text.replace(/\\([.+$|/])/g, '$1');
}

function symbolsOf(set: string): string {
  const all = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
  const member = new RegExp(`[${set}]`);
  return all.filter((char) => member.test(char) && /[A-Za-z0-9]/.test(char)).join('');
}
