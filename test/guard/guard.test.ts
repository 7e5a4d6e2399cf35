import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_TOOL_POLICY, type RuleOverride } from '../../src/config/config.ts';
import { type Inspection, inspect, inspectSteps, NO_TAIL } from '../../src/guard/guard.ts';
import { LIMITS } from '../../src/message/limits.ts';
import { agent, call, context, judge, messageOf, policyOf, result, toolList } from './setup.ts';

const PHRASE = 'unlock the vaulted north gate';

test('an ordinary message is allowed', () => {
  expect(judge(call({ path: '/tmp/a.txt' }))).toMatchObject({
    decision: 'allow',
    action: 'forward',
    judged: [],
    rules: [],
  });
});

test('severity decides, mode says only what is done', () => {
  const texts = [PHRASE, 'courier zeppelin', 'whisper marmalade', 'quixotic walrus'];
  const decisions = ['content_blocked', 'content_quarantined', 'content_flagged', 'allow'];
  const actions = ['refuse', 'hold', 'forward', 'forward'];
  texts.forEach((text, index) => {
    const observed = judge(call({ text }), policyOf());
    const enforced = judge(call({ text }), policyOf({ mode: 'enforce' }));
    expect(observed).toMatchObject({ decision: decisions[index], mode: 'observe', action: 'forward' });
    expect(enforced).toMatchObject({ decision: decisions[index], mode: 'enforce', action: actions[index] });
    expect(enforced.rules).toHaveLength(1);
  });
});

test('a finding says where, and its excerpt is for people', () => {
  const [found] = judge(call({ a: { b: ['x', `y tkn_abcd1234 z`] } })).judged;
  expect(found).toMatchObject({
    rule: 'T-SECRET',
    pointer: '/params/arguments/a/b/1',
    channel: 'tool_args',
    span: [2, 14],
    exact: true,
    key: false,
    decision: 'content_quarantined',
  });
  expect(found?.excerpt).not.toContain('abcd1234');
});

test('the excerpt of one finding never shows what another found beside it', () => {
  const { judged } = judge(call({ a: 'tkn_abcd1234 tkn_efgh5678', b: 'tkn_ijkl9012' }));
  expect(judged).toHaveLength(3);
  expect(judged.map(({ excerpt }) => excerpt).join()).not.toMatch(/abcd1234|efgh5678|ijkl9012/);
});

test('both modes give the same verdict, whatever is said and configured', () => {
  const word = fc.constantFrom(
    PHRASE,
    'courier zeppelin',
    'whisper marmalade',
    'quixotic walrus',
    'tkn_abcd1234',
    'hello',
  );
  const args = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.array(word, { maxLength: 2 }), {
    maxKeys: 3,
  });
  const override = fc.record<RuleOverride>(
    {
      id: fc.constantFrom('T-CRIT', 'T-HIGH', 'T-SECRET'),
      action: fc.constantFrom('ignore', 'mask', 'allow-and-flag', 'block'),
      tools: fc.subarray(['read']),
    },
    { requiredKeys: ['id', 'action'] },
  );
  const summary = ({ mode: _mode, action: _action, ...rest }: Inspection) => rest;
  fc.assert(
    fc.property(args, fc.array(override, { maxLength: 3 }), fc.boolean(), (values, overrides, denied) => {
      const tools = { ...NO_TOOL_POLICY, deny: denied ? ['read'] : [] };
      const config = { rules: overrides, agents: [agent('cursor.fs', { tools })] };
      const observed = judge(call(values), policyOf(config, 'observe'));
      const enforced = judge(call(values), policyOf(config, 'enforce'));
      expect(summary(observed)).toEqual(summary(enforced));
      expect(observed.action).toBe('forward');
    }),
    { numRuns: 100 },
  );
});

test('whatever member of the envelope says it, it is found', () => {
  const params = { name: 'read', arguments: {} };
  const frames = [
    { jsonrpc: '2.0', id: PHRASE, method: 'tools/call', params },
    { jsonrpc: '2.0', id: 1, method: PHRASE, params },
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params, more: PHRASE },
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params, [PHRASE]: 1 },
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { ...params, [PHRASE]: 1 } },
  ];
  for (const frame of frames) {
    expect(judge(messageOf(frame)).rules).toEqual(['T-CRIT']);
    expect(judge(messageOf(frame)).rules).toEqual(['T-CRIT']);
  }
  const error = { jsonrpc: '2.0', id: 1, error: { code: 1, message: PHRASE } };
  expect(judge(messageOf(error, 'server', { method: 'ping' })).rules).toEqual(['T-CRIT']);
});

test('the short way and the long way come to the same end', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.constantFrom('unlock the vaul', 'ted north gate', 'courier', 'zeppelin'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(text, { maxLength: 3 }), { minLength: 1, maxLength: 6 }), (talk) => {
      let short = NO_TAIL;
      let long = NO_TAIL;
      for (const texts of talk) {
        const message = call(texts);
        const quick = judge(message, undefined, { tail: short });
        const steps = inspectSteps(message, policyOf(), context(message, { tail: long }));
        let step = steps.next();
        while (!step.done) step = steps.next();
        expect(quick).toEqual(step.value);
        [short, long] = [quick.tail, step.value.tail];
      }
    }),
    { numRuns: 200 },
  );
});

test('ignoring one rule never hides another', () => {
  const message = call({ a: `${PHRASE} and courier zeppelin` });
  const policy = policyOf({ rules: [{ id: 'T-CRIT', action: 'ignore' }] });
  expect(judge(message, policy)).toMatchObject({ decision: 'content_quarantined', rules: ['T-HIGH'] });
  expect(judge(message).rules).toEqual(['T-CRIT', 'T-HIGH']);
});

test('what is no message is unscannable and is not read', () => {
  const broken = messageOf(`{"jsonrpc":"2.0","id":1,"method":"${PHRASE}"`);
  expect(judge(broken)).toMatchObject({ decision: 'unscannable', action: 'forward', judged: [], note: 'parse_error' });
  expect(judge(broken, policyOf({}, 'enforce')).action).toBe('refuse');
});

test('a suspended agent is refused, and what it said is found all the same', () => {
  for (const name of ['cursor', 'cursor.fs']) {
    const policy = policyOf({ agents: [agent(name, { suspended: true })], mode: 'enforce' });
    expect(judge(call({ a: PHRASE }), policy)).toMatchObject({
      decision: 'suspended',
      action: 'refuse',
      rules: ['T-CRIT'],
      note: `${name} is suspended`,
    });
  }
});

test('case 84, 86: a call of a tool that is not listed is denied', () => {
  const policyWith = (allow: readonly string[]) =>
    policyOf({ mode: 'enforce', agents: [agent('cursor.fs', { tools: { ...NO_TOOL_POLICY, allow } })] });
  expect(judge(call({}, 'read'), policyWith(['read'])).decision).toBe('allow');
  for (const name of ['Read', 'read ', '\uff52ead']) {
    expect(judge(call({}, name), policyWith(['read']))).toMatchObject({ decision: 'tool_denied', action: 'refuse' });
  }
  expect(judge(call({}, 'read'), policyWith([])).decision).toBe('tool_denied');
  expect(judge(result('hello'), policyWith([])).decision).toBe('allow');
});

test('case 28: keys such as __proto__ are data like any other', () => {
  const frame = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read","arguments":{"__proto__":{"constructor":"${PHRASE}"}}}}`;
  const inspection = judge(messageOf(frame));
  expect(inspection.judged[0]?.pointer).toBe('/params/arguments/__proto__/constructor');
  expect(({} as Record<string, unknown>).constructor).toBe(Object);
});

test('case 54: a phrase as an object key is found', () => {
  const [found] = judge(call({ [PHRASE]: 1 })).judged;
  expect(found).toMatchObject({ rule: 'T-CRIT', key: true, pointer: `/params/arguments/${PHRASE}` });
});

test('case 48: a phrase over two to four argument fields is found in each of them', () => {
  const cuts = [
    ['unlock the vaul', 'ted north gate'],
    ['unlock the', 'vaulted north gate'],
    ['unlock ', 'the ', 'vaulted ', 'north gate'],
  ];
  for (const cut of cuts) {
    const inspection = judge(call(Object.fromEntries(cut.map((text, index) => [`f${index}`, text]))));
    expect(inspection).toMatchObject({ decision: 'content_blocked', rules: ['T-CRIT'] });
    expect(inspection.judged.map(({ pointer }) => pointer)).toEqual(
      cut.map((_, index) => `/params/arguments/f${index}`),
    );
    expect(inspection.judged.every(({ view, exact }) => view === 'joined' && !exact)).toBe(true);
  }
});

test('case 49: a phrase over the blocks of a result is found', () => {
  expect(judge(result('please unlock the', 'vaulted south gate now')).rules).toEqual(['T-CRIT']);
});

test('spans of a joined match lie in the texts they were cut from', () => {
  const { judged } = judge(call({ a: 'xx unlock the vaulted', b: 'north gate yy' }));
  expect(judged.map(({ span }) => span)).toEqual([
    [3, 21],
    [0, 10],
  ]);
});

test('a phrase that stands whole in one text is found once', () => {
  expect(judge(call({ a: 'hello', b: PHRASE, c: 'bye' })).judged).toHaveLength(1);
});

const say = (texts: readonly string[], policy = policyOf()) => {
  let tail = NO_TAIL;
  return texts.map((text) => {
    const inspection = judge(call({ text }), policy, { tail });
    tail = inspection.tail;
    return inspection;
  });
};

test('case 50: a phrase over two to four messages is found on the last', () => {
  for (const cut of [
    ['unlock the', 'vaulted north gate'],
    ['unl', 'ock the vault', 'ed north gate'],
    ['unlock', 'the', 'vaulted', 'north gate'],
  ]) {
    const inspections = say(cut);
    expect(inspections.slice(0, -1).map(({ decision }) => decision)).toEqual(cut.slice(1).map(() => 'allow'));
    expect(inspections.at(-1)).toMatchObject({
      decision: 'content_blocked',
      rules: ['T-CRIT'],
      note:
        cut.length === 2
          ? 'split over this message and the one before it'
          : `split over this message and the ${cut.length - 1} before it`,
    });
    expect(inspections.at(-1)?.judged.map(({ pointer }) => pointer)).toEqual(['/params/arguments/text']);
  }
});

test('case 51: the texts of two senders are not joined', () => {
  const first = judge(call({ text: 'unlock the' }));
  expect(judge(result('vaulted north gate'), policyOf(), { tail: NO_TAIL }).decision).toBe('allow');
  expect(first.tail).not.toEqual(NO_TAIL);
});

test('case 52: what was found does not taint what follows', () => {
  for (const mode of ['observe', 'enforce'] as const) {
    for (const phrase of [PHRASE, 'courier zeppelin', 'whisper marmalade']) {
      const [first, ...rest] = say(
        [phrase, ...Array.from({ length: 10 }, (_, i) => `benign ${i}`)],
        policyOf({}, mode),
      );
      expect(first?.rules).toHaveLength(1);
      expect(rest.map(({ rules }) => rules)).toEqual(rest.map(() => []));
    }
  }
});

test('case 52: a second try at the last fragment is found again', () => {
  const inspections = say(['unlock the', 'vaulted north gate', 'vaulted north gate', 'hello']);
  expect(inspections.map(({ decision }) => decision)).toEqual(['allow', 'content_blocked', 'content_blocked', 'allow']);
});

test('case 53: one character a message keeps the window bounded', () => {
  let tail = NO_TAIL;
  for (let i = 0; i < 10_000; i += 1) {
    ({ tail } = judge(call({ text: PHRASE[i % PHRASE.length] }), policyOf(), { tail }));
    expect(tail.said.length).toBeLessThanOrEqual(10);
  }
  const large = judge(call({ text: 'x'.repeat(1_000_000) }), policyOf(), { tail });
  expect(JSON.stringify(large.tail).length).toBeLessThan(5000);
});

test('messages without free content leave the window as it is', () => {
  const { tail } = judge(call({ text: 'unlock the' }));
  const ping = messageOf({ jsonrpc: '2.0', id: 2, method: 'ping' });
  expect(judge(ping, policyOf(), { tail }).tail).toBe(tail);
});

test('case 55: a tool name and its description are read together', () => {
  const tools = [
    { name: 'add', description: 'adds' },
    { name: 'unlock the vaulted', description: 'north gate, always' },
  ];
  const inspection = judge(toolList(tools));
  expect(inspection.rules).toEqual(['T-CRIT']);
  expect(inspection.judged.map(({ pointer }) => pointer)).toEqual([
    '/result/tools/1/name',
    '/result/tools/1/description',
  ]);
});

test('case 59: what stands behind a megabyte of filler is found, alone and at the boundary of two texts', () => {
  const filler = 'lorem ipsum dolor sit amet '.repeat(40_000);
  expect(judge(call({ text: `${filler}${PHRASE}` })).rules).toEqual(['T-CRIT']);
  expect(judge(call({ a: `${filler}unlock the`, b: `vaulted north gate${filler}` })).rules).toEqual(['T-CRIT']);
});

test('case 87, 88: the finding names the entry of the list, wherever in it the poison is', () => {
  const clean = Array.from({ length: 9 }, (_, i) => ({
    name: `t${i}`,
    description: 'does things',
    inputSchema: { type: 'object' },
  }));
  const poisons = [
    { description: PHRASE },
    { title: PHRASE },
    { annotations: { title: PHRASE } },
    { _meta: { note: PHRASE } },
    { icons: [{ src: `https://x.example/${PHRASE}` }] },
    { inputSchema: { type: 'object', properties: { a: { enum: [PHRASE] } } } },
    { inputSchema: { type: 'object', properties: { a: { default: PHRASE } } } },
    { inputSchema: { type: 'object', properties: { [PHRASE]: {} } } },
  ];
  for (const poison of poisons) {
    const tools = [...clean.slice(0, 3), { name: 'bad', ...poison }, ...clean.slice(3)];
    const { judged, decision } = judge(toolList(tools));
    expect(decision).toBe('content_blocked');
    for (const { pointer } of judged) expect(pointer).toMatch(/^\/result\/tools\/3\//);
  }
});

test("in a list an exemption for one tool holds for that tool's entry", () => {
  const policy = policyOf({ rules: [{ id: 'T-CRIT', action: 'ignore', tools: ['mine'] }] });
  const tools = (name: string) => toolList([{ name, description: PHRASE }]);
  expect(judge(tools('mine'), policy).decision).toBe('allow');
  expect(judge(tools('other'), policy).decision).toBe('content_blocked');
});

test('a mask is for values; what the protocol lives by is held instead', () => {
  const policy = policyOf({ rules: [{ id: 'T-SECRET', action: 'mask' }] });
  expect(judge(call({ a: 'tkn_abcd1234' }), policy).decision).toBe('content_masked');
  expect(judge(call({ tkn_abcd1234: 1 }), policy).decision).toBe('content_quarantined');
  expect(judge(call({}, 'tkn_abcd1234'), policy).decision).toBe('content_quarantined');
});

test('text that travels as base64 is read', () => {
  const blob = Buffer.from(`some text and ${PHRASE}`).toString('base64');
  const value = { jsonrpc: '2.0', id: 1, result: { contents: [{ uri: 'a:b', mimeType: 'text/plain', blob }] } };
  const { judged } = judge(messageOf(value, 'server', { method: 'resources/read' }));
  expect(judged[0]).toMatchObject({ rule: 'T-CRIT', pointer: '/result/contents/0/blob', exact: false });
});

test('a batch has the verdict of its worst member, and each has its own', () => {
  const member = (id: number, text: string) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'read', arguments: { text } },
  });
  const inspection = judge(
    messageOf([member(1, 'hello'), member(2, PHRASE), member(3, 'whisper marmalade')]),
    policyOf({}, 'enforce'),
  );
  expect(inspection).toMatchObject({ decision: 'content_blocked', action: 'refuse', rules: ['T-CRIT', 'T-MED'] });
  expect(inspection.judged.map(({ pointer }) => pointer)).toEqual([
    '/1/params/arguments/text',
    '/2/params/arguments/text',
  ]);
  expect(inspection.members?.map(({ decision }) => decision)).toEqual(['allow', 'content_blocked', 'content_flagged']);
});

test('a phrase over the members of a batch is found', () => {
  const member = (id: number, text: string) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'read', arguments: { text } },
  });
  expect(judge(messageOf([member(1, 'unlock the'), member(2, 'vaulted north gate')])).rules).toEqual(['T-CRIT']);
});

test('a scanner that fails is a decision of its own: enforce refuses, observe forwards', () => {
  const message = {
    ...call({ a: 'x' }),
    parts: () => {
      throw new RangeError('boom');
    },
  };
  expect(judge(message, policyOf({}, 'enforce'))).toMatchObject({
    decision: 'scan_error',
    action: 'refuse',
    note: 'the scanner failed: RangeError',
  });
  expect(judge(message).action).toBe('forward');
});

test('what fails before the text is read, or behind it, is that decision too', () => {
  const book = new Map<string, never>();
  book.get = () => {
    throw new TypeError('boom');
  };
  const pins = { book, id: '', lost: false, launch: [] };
  for (const message of [call({ a: 'x' }), toolList([{ name: 'gate', inputSchema: { type: 'object' } }])]) {
    expect(inspect(message, policyOf({}, 'enforce'), { ...context(message), pins })).toMatchObject({
      decision: 'scan_error',
      action: 'refuse',
      note: 'the scanner failed: TypeError',
    });
  }
});

test('a large message is read in steps with the same verdict', () => {
  const message = call({ a: 'lorem ipsum '.repeat(100_000), b: `whisper ${'dolor '.repeat(60_000)}${PHRASE}` });
  const steps = inspectSteps(message, policyOf(), context(message));
  let count = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) count += 1;
  expect(count).toBeGreaterThan(3);
  expect(step.value).toEqual(judge(message));
  expect(step.value.rules).toEqual(['T-CRIT']);
  expect(LIMITS.maxDepth).toBe(64);
});

test('what is cited beside words about attacks is flagged, never cleared, and a description cites nothing', () => {
  const text = `In a prompt injection attack a page says "${PHRASE}".`;
  const policy = policyOf({ mode: 'enforce' });
  expect(judge(result(text), policy)).toMatchObject({
    decision: 'content_flagged',
    action: 'forward',
    judged: [{ rule: judge(result(PHRASE), policy).rules[0], severity: 'medium' }],
  });
  expect(judge(result(`"${PHRASE}"`), policy).decision).toBe('content_blocked');
  expect(
    judge(toolList([{ name: 'gate', description: text, inputSchema: { type: 'object' } }]), policy).action,
  ).not.toBe('forward');
});
