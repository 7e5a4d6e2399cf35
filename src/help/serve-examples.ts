/** A command line as it is typed, and what it does. */
export type Example = readonly [line: string, what: string];

/** Of what goes between agents: `serve`, its keys, tokens and webhooks, and letters. */
export const SERVE_EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  serve: [
    ['oktsec serve', 'until it is stopped'],
    ['oktsec serve --open', 'and show the dashboard in the browser'],
    ['oktsec serve --background --port 8081', 'come back once it listens'],
    ['oktsec serve --code', 'a new access code for its dashboard, on the terminal'],
    ['oktsec serve --stop', 'end the one of this home'],
  ],
  service: [
    ['oktsec service install', 'a systemd user unit or a launchd agent for serve'],
    ['oktsec service install --print', 'only show it'],
    ['oktsec service uninstall', 'remove it'],
  ],
  'service install': [
    ['oktsec service install', 'write the file and say how it is started'],
    ['oktsec service install --print', 'only show it'],
    ['oktsec service install --force', 'write over the one that is there'],
  ],
  'service uninstall': [
    ['oktsec service uninstall', 'remove the file'],
    ['oktsec service uninstall --quiet', 'without hints'],
    ['oktsec service uninstall --verbose', 'with more detail'],
  ],
  webhooks: [
    ['oktsec webhooks', 'where what happens is told, and how that went'],
    ['oktsec webhooks test', 'send each a message that says it is a test'],
    ['oktsec webhooks retry', 'send again what could not be delivered'],
  ],
  'webhooks list': [
    ['oktsec webhooks list', 'where what happens is told, and how that went'],
    ['oktsec webhooks list --json', 'for a program'],
    ['oktsec webhooks', 'the same'],
  ],
  'webhooks test': [
    ['oktsec webhooks test', 'send each a message that says it is a test'],
    ['oktsec webhooks test slack', 'this one'],
    ['oktsec webhooks test --json', 'for a program'],
  ],
  'webhooks send': [
    ['oktsec webhooks send', 'tell them of what comes, until stopped'],
    ['oktsec webhooks send --json', 'and say how it went, for a program'],
    ['oktsec webhooks send --quiet', 'without a word, under a supervisor'],
  ],
  'webhooks retry': [
    ['oktsec webhooks retry', 'send again what could not be delivered'],
    ['oktsec webhooks retry slack', 'to this one'],
    ['oktsec webhooks retry slack --row 48213', 'one row of the log'],
  ],
  tokens: [
    ['oktsec tokens list', 'which there are, and how long they count'],
    ['oktsec tokens create ci --scope scan --expires 30d', 'one that can only have texts scanned'],
    ['oktsec tokens revoke ci', 'from now on it opens nothing'],
  ],
  'tokens list': [
    ['oktsec tokens list', 'which there are, and how long they count'],
    ['oktsec tokens list --json', 'for a program'],
    ['oktsec tokens', 'the same'],
  ],
  'tokens create': [
    ['oktsec tokens create ci --scope scan,audit:read', 'it is shown this once'],
    ['oktsec tokens create bot --scope mailbox:bot --expires 7d', "an agent's own"],
    ['oktsec tokens create cron --scope review --out review.token', 'into a file, for --token-file'],
  ],
  'tokens revoke': [
    ['oktsec tokens revoke ci', 'from now on it opens nothing'],
    ['oktsec tokens revoke ci --json', 'for a program'],
    ['oktsec tokens revoke cron --quiet', 'without a word'],
  ],
  keygen: [
    ['oktsec keygen --agent research-agent', 'a key pair in the folder that the config names'],
    ['oktsec keygen --agent research-agent --agent analysis-agent --out ./keys', 'two, in a folder of their own'],
    ['oktsec keygen --agent research-agent --json', 'with the fingerprint, for a program'],
  ],
  keys: [
    ['oktsec keys list', 'every key that is known'],
    ['oktsec keys rotate --agent research-agent', 'a new key pair; the old key is revoked'],
    ['oktsec keys revoke --agent research-agent', 'take it back, for ever'],
  ],
  'keys list': [
    ['oktsec keys list', 'every key that is known'],
    ['oktsec keys list --agent research-agent', 'those of one agent'],
    ['oktsec keys list --json', 'for a program'],
  ],
  'keys rotate': [
    ['oktsec keys rotate --agent research-agent', 'a new key pair; the old key is revoked'],
    ['oktsec keys rotate --agent research-agent --grace 1h', 'the old one still counts for an hour'],
    ['oktsec keys rotate --agent research-agent --json', 'for a program'],
  ],
  'keys revoke': [
    ['oktsec keys revoke --agent research-agent', 'take it back, for ever'],
    ['oktsec keys revoke --agent research-agent --reason "laptop lost"', 'and say why'],
    ['oktsec keys revoke --agent research-agent --json', 'for a program'],
  ],
  'keys import': [
    ['oktsec keys import --agent partner partner.pub', 'accept the key of an agent elsewhere'],
    ['oktsec keys import --agent partner ./keys/partner.pub --json', 'with its fingerprint, for a program'],
    ['oktsec keys import --agent partner partner.pub --token-file review.token', 'where there is no terminal'],
  ],
  send: [
    ['oktsec send --from research-agent --to analysis-agent "the report is done"', 'sign it and post it'],
    ['oktsec send --from a --to b --file report.md', 'what is in a file'],
    ['oktsec send --from a --to b - --json', 'what comes on stdin, with the answer for a program'],
  ],
  receive: [
    ['oktsec receive --agent analysis-agent', 'print what lies there, and take it out'],
    ['oktsec receive --agent analysis-agent --wait 30s', 'and wait for it, if need be'],
    ['oktsec receive --agent analysis-agent --keep --json', 'look without taking, for a program'],
  ],
  sign: [
    ['oktsec sign --from research-agent --to analysis-agent "the report is done"', 'the letter, ready to post'],
    ['oktsec sign --from a --to b --file report.md --format v1-newline', 'in an older format'],
    ['oktsec sign --from a --to b --key ./keys/a.key -', 'with a key from elsewhere, from stdin'],
  ],
};
