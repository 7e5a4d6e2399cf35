// The same as ping.c for machines without a C compiler; what it costs itself is in every row.
const { spawn } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { createInterface } = require('node:readline');

const ID_AT = 22;
const [command, ...args] = process.argv.slice(2);
const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
let answered = () => {};
let head;
server.stdout.on('data', (chunk) => {
  head ??= chunk;
  if (chunk[chunk.length - 1] === 10) answered();
});
server.on('exit', () => process.exit(0));
let nextId = 1_000_000_000;

function send(frame) {
  return new Promise((done) => {
    head = undefined;
    answered = done;
    server.stdin.write(frame);
  });
}

async function roundTrip(frame) {
  const id = String(++nextId);
  frame.write(id, ID_AT, 'latin1');
  const start = process.hrtime.bigint();
  await send(frame);
  const took = process.hrtime.bigint() - start;
  const text = head.toString('latin1', 0, 300);
  if (!text.startsWith(id, ID_AT) || text.includes('"isError"') || text.includes('"error"')) {
    throw new Error(`not the answer to the call: ${text}`);
  }
  return took;
}

async function main() {
  const clientInfo = { name: 'ping', version: '1.0.0' };
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
  await send(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
  server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    const [count, path] = line.split(' ');
    const frame = readFileSync(path);
    const times = [];
    for (let i = 0; i < Number(count); i += 1) times.push(await roundTrip(frame));
    process.stdout.write(`${times.join(' ')}\n`);
  }
  server.stdin.end();
}

main();
