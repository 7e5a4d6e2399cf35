import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Config, DEFAULTS, type ToolConfig } from '../../../../src/config/config.ts';
import { scanText, Work } from '../../../../src/rules/scan/scan.ts';
import { agent } from '../../../guard/setup.ts';
import { call, Dialogue, result, rules } from '../../dialogue.ts';

const KEY = 'ghp_Zk4Qv8Lw2Xc7Tn1Rb6Ym9Hd3Jf5Ps0Gu1aBe';
const OTHER = 'ghp_Qm7Rt2Yx9Lb4Wc6Kd1Vn8Pz3Hg5Js0Fu2eAo';
const NAMED = /\[REDACTED:credentials:[0-9A-HJKMNP-TV-Z]{12}\]/;
const maskAll = [...rules().rules.values()]
  .filter(({ category }) => category === 'credentials')
  .map(({ id }) => ({ id, action: 'mask' as const }));

const tool = (name: string, rest: Partial<ToolConfig>): ToolConfig => ({ tool: name, exempt: [], ...rest });
const deploy = tool('deploy', {
  args: [
    { at: 'token', restore: true },
    { at: 'headers/auth', restore: true },
  ],
});

function talking(each: readonly ToolConfig[], rest: Partial<Config> = {}, server = 'cursor.files'): Dialogue {
  const tools = { default: 'allow' as const, deny: [], each };
  return new Dialogue('enforce', { rules: maskAll, agents: [agent(server, { tools })], ...rest }, { server }).opened();
}

/** Reads a secret through this session; returns what the client sees of it. */
function read(talk: Dialogue, text = `the key is ${KEY} for now`): string {
  talk
    .forget()
    .client(call('read', {}, 'get_secret'))
    .server(result('read', text));
  const seen = JSON.parse(talk.toClient.at(-1) ?? '').result.content[0].text as string;
  expect(seen).not.toContain(KEY);
  talk.forget();
  return seen;
}

/** The arguments of the only call that went out. */
function sent(talk: Dialogue): Record<string, unknown> {
  expect(talk.toServer).toHaveLength(1);
  return JSON.parse(talk.toServer[0] ?? '').params.arguments;
}

describe('a secret that was masked in a result', () => {
  it('has a stable name, and is put back in an argument that the config names', () => {
    const talk = talking([deploy]);
    const seen = read(talk);
    const [placeholder = ''] = NAMED.exec(seen) ?? [];
    expect(seen).toBe(`the key is ${placeholder} for now`);
    expect(read(talk)).toBe(seen);
    talk.client(call(2, { token: placeholder, headers: { auth: `Bearer ${placeholder}` }, note: 'go' }, 'deploy'));
    expect(sent(talk)).toEqual({ token: KEY, headers: { auth: `Bearer ${KEY}` }, note: 'go' });
    expect(talk.rows).toHaveLength(1);
    expect(talk.rows[0]).toMatchObject({ decision: 'allow', action: 'forward', note: '2 placeholders put back' });
    expect(JSON.stringify(talk.rows)).not.toContain(KEY);
  });

  it('stays masked in any other argument, key or tool, and in what another server is sent', () => {
    const talk = talking([deploy]);
    const [placeholder = ''] = NAMED.exec(read(talk)) ?? [];
    for (const [name, args] of [
      ['deploy', { note: placeholder }],
      ['deploy', { [placeholder]: 1 }],
      ['deploy', { token: { deeper: placeholder } }],
      ['deploy', { token: [placeholder] }],
      ['post', { token: placeholder }],
      ['DEPLOY', { token: placeholder }],
    ] as const) {
      talk.forget().client(call(3, args, name));
      expect(sent(talk)).toEqual(args);
      talk.server(result(3, 'done'));
    }
    const { params, ...rest } = call(5, {}, 'deploy');
    const beside = { ...rest, params: { ...params, _meta: { token: placeholder } } };
    expect(talk.forget().client(beside).toServer).toEqual([JSON.stringify(beside)]);
    const elsewhere = talking([deploy], {}, 'cursor.mail');
    read(elsewhere, 'nothing of the kind');
    elsewhere.client(call(4, { token: placeholder }, 'deploy'));
    expect(sent(elsewhere)).toEqual({ token: placeholder });
  });

  it('is not put back in observe, and no placeholder is named where no tool is given anything back', () => {
    const talk = talking([]);
    expect(read(talk)).toBe('the key is [REDACTED:credentials] for now');
    const off = talking([tool('deploy', { args: [{ at: 'token', restore: false }] })]);
    expect(read(off)).toContain('[REDACTED:credentials] ');
    const watching = talking([{ ...deploy, mode: 'observe' }]);
    const [placeholder = ''] = NAMED.exec(read(watching)) ?? [];
    watching.client(call(2, { token: placeholder }, 'deploy'));
    expect(sent(watching)).toEqual({ token: placeholder });
  });

  it('masking.expiry: stands for nothing after its time', () => {
    const talk = talking([deploy], { masking: { expirySeconds: 60 } });
    const [placeholder = ''] = NAMED.exec(read(talk)) ?? [];
    talk.later = 59e6;
    talk.client(call(2, { token: placeholder }, 'deploy'));
    expect(sent(talk)).toEqual({ token: KEY });
    talk.forget().later = 61e6;
    talk.client(call(3, { token: placeholder }, 'deploy'));
    expect(sent(talk)).toEqual({ token: placeholder });
  });

  it('goes no further than the bounds of the argument allow', () => {
    const bounded = tool('deploy', {
      args: [
        { at: 'token', restore: true, maxLength: 40 },
        { at: 'token', pattern: '[ -~]{1,39}' },
      ],
    });
    const talk = talking([bounded]);
    const [placeholder = ''] = NAMED.exec(read(talk)) ?? [];
    talk.client(call(2, { token: placeholder }, 'deploy'));
    expect(sent(talk)).toEqual({ token: placeholder });
    expect(talk.rows.at(-1)?.note).toMatch(/^a placeholder not put back: argument "token" /);
  });

  it('lets nothing else pass with it: a new secret in the same call is masked as ever', () => {
    const talk = talking([deploy]);
    const [placeholder = ''] = NAMED.exec(read(talk)) ?? [];
    talk.client(call(2, { token: placeholder, note: `and ${OTHER}` }, 'deploy'));
    const args = sent(talk);
    expect(args['token']).toBe(KEY);
    expect(args['note']).toMatch(NAMED);
    expect(talk.rows.at(-1)).toMatchObject({ decision: 'content_masked', action: 'mask' });
  });

  it('is masked again when the server repeats it, in words that no rule would know', () => {
    const talk = talking([deploy]);
    const seen = read(talk, 'DB_PASSWORD=Zk4Qv8Lw2Xc7Tn1Rb6Ym');
    const [placeholder] = /\[REDACTED:[a-z]+:\w{12}\]/.exec(seen) ?? [];
    expect(placeholder).toBeDefined();
    talk.client(call(2, { token: placeholder }, 'deploy'));
    const given = String(sent(talk)['token']);
    expect(given).toBe('Zk4Qv8Lw2Xc7Tn1Rb6Ym');
    talk.forget().server(result(2, `it said ${given} to me`));
    expect(talk.toClient[0]).not.toContain('Zk4Qv8');
    expect(talk.toClient[0]).toContain(placeholder);
    expect(talk.rows[0]).toMatchObject({ action: 'mask', note: 'what was put back before came again' });
  });

  it('is masked again in a batch', () => {
    const tools = { default: 'allow' as const, deny: [], each: [deploy] };
    const config = { rules: maskAll, agents: [agent('cursor.files', { tools })] };
    const talk = new Dialogue('enforce', config).opened('2025-03-26');
    const [placeholder] = /\[REDACTED:[a-z]+:\w{12}\]/.exec(read(talk, 'DB_PASSWORD=Zk4Qv8Lw2Xc7Tn1Rb6Ym')) ?? [];
    talk.client(call(2, { token: placeholder }, 'deploy'));
    const given = String(sent(talk)['token']);
    talk.forget().server([result(2, `it said ${given} to me`)]);
    expect(talk.toClient[0]).toContain(placeholder);
    expect(talk.toClient[0]).not.toContain(given);
    expect(JSON.parse(talk.toClient[0] ?? '')).toMatchObject([{ id: 2 }]);
  });

  it('is masked again in an answer that was held and is given out when the call comes again', () => {
    const talk = talking([deploy]);
    const seen = read(talk, 'DB_PASSWORD=Zk4Qv8Lw2Xc7Tn1Rb6Ym');
    const [placeholder] = /\[REDACTED:[a-z]+:\w{12}\]/.exec(seen) ?? [];
    talk.client(call(2, { token: placeholder }, 'deploy'));
    const given = String(sent(talk)['token']);
    const CARD = 'visa card 4111 1111 1111 1111, expires 12/29';
    talk.forget().server(result(2, `it said ${given} to me, ${CARD}`));
    const hold = talk.commits[0]?.hold;
    expect(Buffer.from(hold?.content ?? []).toString()).not.toContain(given);
    talk.approvals = true;
    talk.stored = hold && { content: hold.content, rules: hold.rules };
    talk.forget().client(call(3, { token: placeholder }, 'deploy'));
    expect(talk.toServer).toEqual([]);
    expect(talk.toClient[0]).toContain(CARD);
    expect(talk.toClient[0]).toContain(placeholder);
    expect(talk.toClient[0]).not.toContain(given);
  });

  it('a held call with a placeholder is approved as it was shown, and goes with the secret', () => {
    const talk = talking([deploy]);
    const [placeholder = ''] = NAMED.exec(read(talk)) ?? [];
    const CARD = 'visa card 4111 1111 1111 1111, expires 12/29';
    talk.client(call(2, { token: placeholder, note: CARD }, 'deploy'));
    expect(talk.toServer).toEqual([]);
    expect(Buffer.from(talk.commits[0]?.hold?.content ?? []).toString()).not.toContain(KEY);
    talk.forget().outcome = 'won';
    talk.client(call(3, { token: placeholder, note: CARD }, 'deploy'));
    expect(sent(talk)).toEqual({ token: KEY, note: CARD });
  });
});

describe('a secret that the client said', () => {
  const asks = tool('ask', { restoreResults: true });

  it('is masked on its way out and put back in the results of a tool with restore_results', () => {
    const talk = talking([asks]);
    talk.client(call(1, { text: `use ${KEY} there` }, 'ask'));
    const placeholder = NAMED.exec(String(sent(talk)['text']))?.[0] ?? '';
    talk.forget().server(result(1, `you said ${placeholder}`));
    expect(JSON.parse(talk.toClient[0] ?? '').result.content[0].text).toBe(`you said ${KEY}`);
    expect(talk.rows.at(-1)).toMatchObject({ action: 'forward', note: 'a placeholder put back' });
  });

  it('is never put back in an argument, nor a secret of the server in a result', () => {
    const talk = talking([asks, deploy]);
    talk.client(call(1, { text: `use ${KEY} there` }, 'ask'));
    const said = NAMED.exec(String(sent(talk)['text']))?.[0] ?? '';
    talk.server(result(1, 'thanks'));
    talk.forget().client(call(2, { token: said }, 'deploy'));
    expect(sent(talk)).toEqual({ token: said });
    talk.server(result(2, 'done'));
    const [own = ''] = NAMED.exec(read(talk)) ?? [];
    talk.client(call(3, {}, 'ask')).server(result(3, `look: ${own}`));
    expect(talk.toClient[0]).toContain(own);
    expect(talk.toClient[0]).not.toContain(KEY);
  });
});

test('whatever a call holds, the secret stands in the named arguments and nowhere else, and all else is the same bytes', () => {
  const talk = talking([
    tool('deploy', {
      args: [
        { at: 'token', restore: true },
        { at: 'list/*', restore: true },
      ],
    }),
  ]);
  const [placeholder = ''] = NAMED.exec(read(talk)) ?? [];
  const text = fc.array(
    fc.constantFrom(placeholder, 'a', ' ', '"', '漢', '😀', '[REDACTED:credentials]', placeholder.slice(0, -1)),
    {
      maxLength: 4,
    },
  );
  const words = text.map((parts) => parts.join(''));
  const spelled = fc.tuple(words, fc.boolean()).map(([word, escaped]) => {
    const json = JSON.stringify(word);
    return escaped ? json.replaceAll('[', '\\u005b') : json;
  });
  const args = fc.record({
    token: spelled,
    note: spelled,
    list: fc.array(spelled, { maxLength: 3 }),
    deep: spelled,
    key: words,
  });
  let id = 100;
  fc.assert(
    fc.property(args, ({ token, note, list, deep, key }) => {
      id += 1;
      const frame = (named: (json: string) => string) =>
        `{"jsonrpc":"2.0","id":${id}, "method":"tools/call","params":{"name":"deploy","arguments":{"note":${note},` +
        `"token":${named(token)},"list":[${list.map(named).join(', ')}],"deep":{"token":${deep}},${JSON.stringify(`k${key}`)}:1}}}`;
      talk.forget().client(frame((json) => json));
      const expected = frame((json) => back(json, placeholder));
      expect([...talk.toServer]).toEqual([expected]);
      talk.server(result(id, 'done'));
    }),
    { numRuns: 60 },
  );
});

/** A JSON string with the secret in place of each placeholder, however that was spelled. */
function back(json: string, placeholder: string): string {
  const escaped = placeholder.replace('[', '\\u005b');
  return json.replaceAll(escaped, KEY).replaceAll(placeholder, KEY);
}

test('a placeholder is no secret to any rule, wherever it stands', () => {
  const set = rules();
  const name = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{12}$/);
  const around = fc.constantFrom(
    (mask: string) => `the key is ${mask} for now`,
    (mask: string) => `api_key = "${mask}"`,
    (mask: string) => `DB_PASSWORD=${mask}`,
    (mask: string) => `Authorization: Bearer ${mask}`,
    (mask: string) => `postgres://app:${mask}@db.internal/x`,
    (mask: string) => `{"card":"${mask}"}`,
  );
  fc.assert(
    fc.property(name, around, fc.constantFrom('credentials', 'pii'), (one, text, category) => {
      for (const channel of ['tool_args', 'tool_result'] as const) {
        expect(scanText(set, channel, text(`[REDACTED:${category}:${one}]`), new Work())).toEqual([]);
      }
    }),
  );
});

test('a config that gives nothing back any more forgets what was kept', () => {
  const talk = talking([deploy]);
  const [placeholder = ''] = NAMED.exec(read(talk)) ?? [];
  const { policy } = talking([]);
  talk.session.setPolicy(policy);
  read(talk, 'nothing');
  talk.session.setPolicy(talking([deploy]).policy);
  talk.client(call(2, { token: placeholder }, 'deploy'));
  expect(sent(talk)).toEqual({ token: placeholder });
});

test('the defaults give nothing back', () => {
  expect(DEFAULTS.masking.expirySeconds).toBe(7200);
});
