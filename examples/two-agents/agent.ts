// One agent: `send TEXT...` sends each text to the other agent, `receive N` takes N messages out of its mailbox.
// Own process, own private key; all it knows of the other is a name.
import { readFileSync } from 'node:fs';
import { receive, send } from 'oktsec';

const [name, keyFile, url, peer, what, ...rest] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  ...string[],
];
const account = { agent: name, key: readFileSync(keyFile, 'utf8'), url };

if (what === 'send') {
  for (const content of rest) {
    const sent = await send({ to: peer, content }, account);
    console.log(
      `${name}: "${content}" → ${sent.status}${sent.quarantineId === undefined ? '' : ` ${sent.quarantineId}`}`,
    );
  }
} else {
  let left = Number(rest[0]);
  for await (const message of receive(account)) {
    const approved = message.reviewer === undefined ? '' : `, let through by ${message.reviewer}`;
    console.log(
      `${name}: from ${message.from}, ${message.verifiedSender ? 'signed' : 'unsigned'}${approved}: "${message.content}"`,
    );
    await message.ack();
    left -= 1;
    if (left === 0) break;
  }
}
