import { cpSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as listen } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serve } from '../../src/serve/main.ts';
import { AGENTS, Office, until } from './office.ts';

const code = async (office: Office, letter: unknown) => {
  const { status, body } = await office.send(letter);
  return `${status} ${body.policy_decision}`;
};

test('server.port and server.bind: where it listens unless the command line says', async () => {
  const office = await Office.open();
  await office.stop();
  const port = await freePort();
  office.config(`server: { port: ${port}, bind: 127.0.0.2 }\n${AGENTS}`);
  office.serving = await serve(office.context, { insecure: false });
  expect(office.serving.url).toBe(`http://127.0.0.2:${port}`);
  expect((await fetch(`${office.serving.url}/health`)).status).toBe(200);
  await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
});

test('server.log_level: each request at debug, none at info, without a restart', async () => {
  const office = await Office.open(`server: { log_level: debug }\n${AGENTS}`);
  const told = () => office.said.filter((line) => line.includes('debug: GET /health')).length;
  expect(told()).toBe(1);
  office.config(`server: { log_level: info }\n${AGENTS}`);
  await until(() => office.said.some((line) => line.includes('info: the config changed')));
  await office.ask('GET', '/health');
  expect(told()).toBe(1);
});

test('delivery.expiry_hours: what nobody fetched by then is gone, and the receipt says when', async () => {
  const office = await Office.open(`delivery: { expiry_hours: 2 }\n${AGENTS}`);
  const before = Date.now();
  const { body } = await office.send(office.letter('soon gone'));
  const hours = (Date.parse(body.expires_at) - before) / 3_600_000;
  expect(hours).toBeGreaterThan(1.99);
  expect(hours).toBeLessThan(2.1);
});

test('delivery.max_bytes: a mailbox that would grow beyond is full', async () => {
  const office = await Office.open(`delivery: { max_bytes: 2KiB }\n${AGENTS}`);
  expect(await code(office, office.letter('a word '.repeat(150)))).toBe('200 allow');
  expect(await code(office, office.letter('a word '.repeat(150)))).toBe('503 mailbox_full');
});

test('identity.formats: a form that is switched off is refused', async () => {
  const office = await Office.open(`identity: { formats: [v2] }\n${AGENTS}`);
  expect(await code(office, office.letter('new form'))).toBe('200 allow');
  expect(await code(office, office.letterV1('old form'))).toBe('403 identity_rejected');
  const old = await Office.open(`identity: { formats: [v1-newline] }\n${AGENTS}`);
  expect(await code(old, old.letterV1('old form'))).toBe('200 allow');
  expect(await code(old, old.letterV1('older form', {}, 'v1-concat'))).toBe('403 identity_rejected');
  expect(await code(old, old.letter('new form'))).toBe('403 identity_rejected');
});

test('case 111: an agent that only the config knows makes an old signature ambiguous too', async () => {
  const office = await Office.open(`mode: enforce\n${AGENTS}`);
  expect(await code(office, office.letterV1('by the way', {}, 'v1-concat'))).toBe('200 allow');
  const two = await Office.open(`mode: enforce\n${AGENTS}  analysis-agentby: {}\n`);
  expect(await code(two, two.letterV1('by the way', {}, 'v1-concat'))).toBe('403 identity_rejected');
});

test('identity.max_age: how old a signature may be', async () => {
  const minuteAgo = () => (Date.now() - 60_000) * 1000;
  const office = await Office.open(`identity: { max_age: 30s }\n${AGENTS}`);
  expect(await code(office, office.letter('too late', { now: minuteAgo() }))).toBe('403 stale');
  const patient = await Office.open(`identity: { max_age: 2m }\n${AGENTS}`);
  expect(await code(patient, patient.letter('in time', { now: minuteAgo() }))).toBe('200 allow');
});

test('identity.max_ahead: how far ahead of ours the clock of a signer may be', async () => {
  const soon = () => (Date.now() + 120_000) * 1000;
  const office = await Office.open(AGENTS);
  expect(await code(office, office.letter('from the future', { now: soon() }))).toBe('403 stale');
  const patient = await Office.open(`identity: { max_ahead: 5m }\n${AGENTS}`);
  expect(await code(patient, patient.letter('from a fast clock', { now: soon() }))).toBe('200 allow');
});

test('identity.keys_dir: whose keys count', async () => {
  const office = await Office.open(`identity: { keys_dir: elsewhere }\n${AGENTS}`);
  expect(await code(office, office.letter('with a key of no agent'))).toBe('403 identity_rejected');
  await office.stop();
  cpSync(join(office.home, 'keys'), join(office.home, 'elsewhere'), { recursive: true });
  await office.start();
  expect(await code(office, office.letter('with one of its own'))).toBe('200 allow');
});

test.each([
  ['identity.grace: the old key counts on after a rotation', 'identity: { grace: 10m }', '200 allow'],
  ['without it the old key ends with the rotation', '', '403 identity_rejected'],
])('%s', async (_, config, answer) => {
  const office = await Office.open(`${config}\n${AGENTS}`);
  const { rotate } = await import('../../src/commands/keys/rotate.ts');
  const old = office.letter('signed before, sent after');
  await rotate(office.context, { agent: 'research-agent' });
  await until(async () => (await office.ask('GET', '/health')).status === 200);
  expect(await code(office, old)).toBe(answer);
});

test('deliver_to with a variable of the environment: it is read when it pushes; unset, the mail waits and a line says so', async () => {
  const got: string[] = [];
  const receiver = createServer((request, response) => {
    got.push(request.url ?? '');
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((go) => receiver.listen(0, '127.0.0.1', go));
  onTestFinished(() => void receiver.close());
  const config = `agents:
  research-agent: { can_message: [analysis-agent] }
  analysis-agent: { deliver_to: "http://127.0.0.1:${(receiver.address() as AddressInfo).port}/\${env:INBOX}" }
`;
  const office = await Office.open(config);
  expect(office.said).toEqual(['oktsec: warning: deliver_to of analysis-agent: $INBOX is not set\n']);
  await office.send(office.letter('to be pushed'));
  await until(() => office.said.slice(1).some((line) => line.includes('$INBOX is not set')));
  expect(await office.waitingMail()).toBe(1);
  const read = await office.ask('GET', '/v1/agents/analysis-agent', { headers: office.bearer('agents:read') });
  expect(read.status).toBe(200);
  await office.stop();
  const { context } = office;
  vi.spyOn(office, 'context', 'get').mockReturnValue({ ...context, io: { ...context.io, env: { INBOX: 'in' } } });
  await office.start();
  await office.send(office.letter('pushed at once'));
  await until(() => got.length > 0);
  expect(got[0]).toBe('/in');
});

async function freePort(): Promise<number> {
  const server = listen();
  await new Promise<void>((go) => server.listen(0, '127.0.0.2', go));
  const { port } = server.address() as AddressInfo;
  await new Promise((go) => server.close(go));
  return port;
}
