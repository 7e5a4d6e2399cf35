// A tiny MCP server: answers initialize, and every call with the text it was given, without parsing what it carries.
const INITIALIZED =
  '"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"echo","version":"1.0.0"}}}\n';
const TOOLS =
  '"result":{"tools":[{"name":"echo","description":"Says the text back","inputSchema":{"type":"object","properties":{"text":{"type":"string"}}}}]}}\n';
const TEXT = Buffer.from('"text":"');
const pieces = [];

process.stdin.on('data', (chunk) => {
  let from = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
    pieces.push(chunk.subarray(from, at));
    from = at + 1;
    answer(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
    pieces.length = 0;
  }
  if (from < chunk.length) pieces.push(chunk.subarray(from));
});
process.stdin.on('end', () => process.exit(0));

function answer(frame) {
  const head = frame.toString('latin1', 0, 120);
  const id = /"id":(\d+)/.exec(head)?.[1];
  if (id === undefined) return;
  const start = `{"jsonrpc":"2.0","id":${id},`;
  if (head.includes('"initialize"')) process.stdout.write(start + INITIALIZED);
  else if (head.includes('"tools/list"')) process.stdout.write(start + TOOLS);
  else {
    const text = frame.subarray(frame.indexOf(TEXT) + TEXT.length, frame.length - 4);
    const parts = [Buffer.from(`${start}"result":{"content":[{"type":"text","text":"`), text, Buffer.from('"}]}}\n')];
    process.stdout.write(Buffer.concat(parts));
  }
}
