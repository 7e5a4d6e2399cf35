import { type Example, SERVE_EXAMPLES } from './serve-examples.ts';

/** Those of commands for messages between agents stand in a list of their own. Three for every command and for each that is below one: shown by its help and in the man page, and run by a test. */
const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  proxy: [
    ['oktsec proxy -- npx -y @modelcontextprotocol/server-everything', 'relay this server, record what passes'],
    ['oktsec proxy --agent cursor.github -- npx -y @acme/github-mcp', 'under the name that log and config know'],
    ['oktsec proxy --mode enforce -- uvx mcp-server-fetch', 'stop what the rules stop, for this run'],
  ],
  wrap: [
    ['oktsec wrap cursor', "put this client's servers behind oktsec, with proof that nothing changes"],
    ['oktsec wrap cursor/github --dry-run', 'show what would be written for one server'],
    ['oktsec wrap --all', 'every client that is here'],
  ],
  unwrap: [
    ['oktsec unwrap cursor', 'give the servers back as they were (asks on the terminal)'],
    ['oktsec unwrap cursor/github', 'one server'],
    ['oktsec unwrap --all --dry-run', 'show what would be written'],
  ],
  repair: [
    ['oktsec repair', 'rewrite every entry whose paths are gone'],
    ['oktsec repair cursor', 'of one client'],
    ['oktsec repair --dry-run', 'show what would be written'],
  ],
  uninstall: [
    ['oktsec uninstall', 'unwrap everything, and say what stays (asks on the terminal)'],
    ['oktsec uninstall --purge', 'delete the home too'],
    ['oktsec uninstall --token-file review.token', 'where there is no terminal'],
  ],
  demo: [
    ['oktsec demo', 'see it work, in a folder that is removed again'],
    ['oktsec demo --quiet', 'the acts alone'],
    ['oktsec demo --no-color', 'for a file or a slide'],
  ],
  init: [
    ['oktsec init', 'config and keys in the home; run again it adds what is new'],
    ['oktsec init --keys ./keys --config ./oktsec.yaml', 'in this folder'],
    ['oktsec init --json', 'with the risk of each server, for a program'],
  ],
  status: [
    ['oktsec status', 'what is behind oktsec, and what was loosened this week'],
    ['oktsec status --verbose', 'all that was loosened'],
    ['oktsec status --json', 'for a program'],
  ],
  discover: [
    ['oktsec discover', 'which clients are here, what they start, what is behind oktsec'],
    ['oktsec discover cursor --project', 'one client, and the project files of this folder'],
    ['oktsec discover --all', 'every client that oktsec knows'],
  ],
  logs: [
    ['oktsec logs --findings --since 24h', 'what was found since yesterday'],
    ['oktsec logs --agent cursor.github --status blocked', 'what was blocked of one server'],
    ['oktsec logs --follow --json', 'every new row as a line of JSON'],
  ],
  'logs list': [
    ['oktsec logs list', 'the newest fifty rows'],
    ['oktsec logs list --status blocked --since 7d', 'what was blocked this week'],
    ['oktsec logs list --limit 500 --json', 'for a program'],
  ],
  'logs show': [
    ['oktsec logs show 7F3KQ2', 'by the reference in a refusal'],
    ['oktsec logs show 48213', 'by the number of the row'],
    ['oktsec logs show 7F3KQ2 --json', 'for a program'],
  ],
  'logs verify': [
    ['oktsec logs verify', 'prove the whole chain'],
    ['oktsec logs verify --anchor kept.log', 'also against checkpoints that you kept elsewhere'],
    ['oktsec logs verify --json', 'for a program'],
  ],
  'logs export': [
    ['oktsec logs export', 'every row as JSON'],
    ['oktsec logs export --csv', 'for a spreadsheet'],
    ['oktsec logs export --home COPY', 'of a copy of the home'],
  ],
  'logs prune': [
    ['oktsec logs prune --older-than 90', 'delete what is older than 90 days'],
    ['oktsec logs prune --older-than 30 --json', 'and say how much it was, for a program'],
    ['oktsec logs prune --older-than 30 --token-file review.token', 'where there is no terminal'],
  ],
  rules: [
    ['oktsec rules', 'all of them, by category'],
    ['oktsec rules --category exfiltration', 'those of one category'],
    ['oktsec rules --explain CRED-001', 'what one finds and what to do then'],
  ],
  eval: [
    ['oktsec eval texts.jsonl', 'recall, false alarms and time, by category'],
    ['oktsec eval texts.jsonl --misses', 'and which texts were judged wrongly'],
    ['oktsec eval texts.jsonl --json', 'the same as JSON; - instead of a file is stdin'],
  ],
  'rules test': [
    ['oktsec rules test', 'every example of every rule, bundled and yours'],
    ['oktsec rules test ACME-001', 'of this rule'],
    ['oktsec rules test --json', 'for a program'],
  ],
  'rules new': [
    ['oktsec rules new ACME-001', 'a file with notes and examples to begin with'],
    ['oktsec rules new ACME-001 --config ./oktsec.yaml', 'in a rules folder of this config'],
    ['oktsec rules new ACME-001 --quiet', 'without hints'],
  ],
  'rules preview': [
    ['oktsec rules preview INJ-001', 'what it would have done to the log'],
    ['oktsec rules preview INJ-001 --action block', 'as if the config said so'],
    ['oktsec rules preview ACME-001 --shadow', 'watch the next 100 messages with it'],
  ],
  scan: [
    ['oktsec scan ./docs', 'every file in a folder'],
    ['oktsec scan --text "ignore all previous instructions"', 'a text'],
    ['oktsec scan - --fail-on flag', 'stdin; exit 1 from the mildest verdict on'],
    ['oktsec scan --clients', 'start the configured servers, and read what they offer'],
    ['oktsec scan --config-only', "what the clients' configs give away; starts nothing"],
  ],
  mode: [
    ['oktsec mode', 'what stands where, what enforce would have done'],
    ['oktsec mode enforce --agent cursor.github', 'stop what is found in one server'],
    ['oktsec mode observe', 'only record again (asks on the terminal)'],
  ],
  pause: [
    ['oktsec pause', 'all servers at once, whatever their mode'],
    ['oktsec pause --reason "looking at ref 7F3KQ2"', 'say why'],
    ['oktsec pause --json', 'for a program'],
  ],
  ps: [
    ['oktsec ps', 'with memory, calls and how long answers take'],
    ['oktsec ps --json', 'for a program'],
    ['oktsec ps --home ~/team/.oktsec', 'of another home'],
  ],
  top: [
    ['oktsec top', 'servers, events and what is held; ? shows the keys'],
    ['oktsec top --no-color', 'the same by shape and word alone'],
    ['oktsec top --home ~/team/.oktsec', 'of another home'],
  ],
  stop: [
    ['oktsec stop cursor.github', 'as if its client had left'],
    ['oktsec stop cursor/github', 'the same'],
    ['oktsec stop 4711', 'by the process id that oktsec ps shows'],
  ],
  policy: [
    ['oktsec policy suggest', 'what the recorded work needs, as YAML'],
    ['oktsec policy test', 'what the config would have decided on it'],
    ['oktsec policy suggest --apply', 'write it'],
  ],
  'policy suggest': [
    ['oktsec policy suggest', 'every server, as YAML to paste'],
    ['oktsec policy suggest cursor.github', 'one'],
    ['oktsec policy suggest cursor.github --apply', 'into the config; what tightens is simply done'],
  ],
  'policy test': [
    ['oktsec policy test', 'exit 1 when something that passed would be stopped'],
    ['oktsec policy test --config ./new.yaml', 'another config'],
    ['oktsec policy test --call cursor.files read_file "{}"', 'one call, its arguments and their bounds too'],
  ],
  resume: [
    ['oktsec resume', 'asks on the terminal'],
    ['oktsec resume --token-file review.token', 'where there is no terminal'],
    ['oktsec resume --json', 'for a program'],
  ],
  allow: [
    ['oktsec allow 7F3KQ2 --once', 'this very call, one time'],
    ['oktsec allow 7F3KQ2 --session', 'its like too, until the client ends'],
    ['oktsec allow', 'what is allowed now'],
    ['oktsec allow 7F3KQ2 --tool --for 7d', 'what was found in it, for this tool, a week long'],
    ['oktsec allow 7F3KQ2 --rule --reason "test data"', 'for every tool of this server'],
  ],
  quarantine: [
    ['oktsec quarantine', 'what is held'],
    ['oktsec quarantine show 7F3KQ2', 'what was found in it, and what it says'],
    ['oktsec quarantine approve 7F3KQ2', 'let it through once (asks on the terminal)'],
  ],
  'quarantine list': [
    ['oktsec quarantine list', 'what is held, newest first'],
    ['oktsec quarantine list --status rejected', 'what was not let through'],
    ['oktsec quarantine list --json', 'for a program'],
  ],
  'quarantine show': [
    ['oktsec quarantine show 7F3KQ2', 'what was found in it, and what it says'],
    ['oktsec quarantine detail 7F3', 'the same; the beginning of a reference is enough'],
    ['oktsec quarantine show 7F3KQ2 --json', 'for a program, without what it says'],
    ['oktsec quarantine show 7F3KQ2 --text --json', 'for a program, with what it says'],
  ],
  'quarantine approve': [
    ['oktsec quarantine approve 7F3KQ2', 'let it through once (asks on the terminal)'],
    ['oktsec quarantine approve 7F3KQ2 --masked', 'without what was found'],
    ['oktsec quarantine approve 7F3KQ2 --reviewer ops --note "a test key"', 'with a word for the log'],
  ],
  'quarantine reject': [
    ['oktsec quarantine reject 7F3KQ2', 'never let it through'],
    ['oktsec quarantine reject 7F3KQ2 --reviewer ops', 'with the name that the log shows'],
    ['oktsec quarantine reject 7F3KQ2 --note "a real key"', 'and why'],
  ],
  'quarantine review': [
    ['oktsec quarantine review', 'settle what is held, one by one, on a screen'],
    ['oktsec quarantine review --no-color', 'without colour'],
    ['oktsec quarantine review --home COPY', 'of another home'],
  ],
  mcp: [
    ['oktsec mcp', 'on stdin and stdout, as an MCP client starts it'],
    ['oktsec mcp --agent cursor', 'it never settles what is of cursor or its servers'],
    ['oktsec mcp --config ./oktsec.yaml', 'with this config'],
  ],
  pins: [
    ['oktsec pins', 'what servers were approved to offer'],
    ['oktsec pins diff cursor.github', 'what changed since'],
    ['oktsec pins approve cursor.github create_issue', 'offer the changed tool again (asks on the terminal)'],
  ],
  'pins list': [
    ['oktsec pins list --waiting', 'what waits for a word'],
    ['oktsec pins list cursor.github', 'what one server was approved to offer'],
    ['oktsec pins list --json', 'for a program'],
  ],
  'pins diff': [
    ['oktsec pins diff cursor.github', 'what changed of one server'],
    ['oktsec pins diff cursor.github create_issue', 'of one tool'],
    ['oktsec pins diff cursor.github --json', 'for a program'],
  ],
  'pins approve': [
    ['oktsec pins approve cursor.github create_issue', 'offer the changed tool again (asks on the terminal)'],
    ['oktsec pins approve cursor.github --all', 'everything that waits'],
    ['oktsec pins approve cursor.github --all --token-file review.token', 'where there is no terminal'],
  ],
  'pins reject': [
    ['oktsec pins reject cursor.github create_issue', 'keep it withheld'],
    ['oktsec pins reject cursor.github --all', 'everything of this server that waits'],
    ['oktsec pins reject cursor.github create_issue --json', 'for a program'],
  ],
  'pins reset': [
    [
      'oktsec pins reset cursor.github create_issue',
      'forget it: what is offered next is pinned (asks on the terminal)',
    ],
    ['oktsec pins reset cursor.github --all', 'everything of this server'],
    ['oktsec pins reset cursor.github --all --token-file review.token', 'where there is no terminal'],
  ],
  flows: [
    ['oktsec flows', 'from which server private data may go out by which other'],
    ['oktsec flows cursor', 'of one client'],
    ['oktsec flows --json', 'for a program'],
  ],
  canary: [
    ['oktsec canary add payroll', 'make a value to put among what nobody has a reason to send'],
    ['oktsec canary list', 'what is planted, by name'],
    ['oktsec canary remove payroll', 'no longer look for it (asks on the terminal)'],
  ],
  'canary list': [
    ['oktsec canary list', 'what is planted, by name'],
    ['oktsec canary list --json', 'for a program'],
    ['oktsec canary', 'the same'],
  ],
  'canary add': [
    ['oktsec canary add payroll', 'make a value, shown this once'],
    ['oktsec canary add door harbour-key-Q7RW-55TT', 'know one that lies somewhere already'],
    ['oktsec canary add payroll --json', 'for a program'],
  ],
  'canary remove': [
    ['oktsec canary remove payroll', 'no longer look for it (asks on the terminal)'],
    ['oktsec canary remove payroll --token-file review.token', 'where there is no terminal'],
    ['oktsec canary remove payroll --quiet', 'the same without advice'],
  ],
  config: [
    ['oktsec config', 'the file as it stands'],
    ['oktsec config show --resolved --sources', 'every value that counts, and where it comes from'],
    ['oktsec config set agents.cursor.github.mode enforce', 'one value; comments and order stay'],
  ],
  'config path': [
    ['oktsec config path', 'where it is, and why that one'],
    ['oktsec config path --quiet', 'the path alone'],
    ['oktsec config path --json', 'for a program'],
  ],
  'config get': [
    ['oktsec config get mode', 'as it counts now'],
    ['oktsec config get quarantine.expiry_hours', 'whether it stands in the file or is a default'],
    ['oktsec config get agents.cursor --json', 'all of one agent, for a program'],
  ],
  'config set': [
    ['oktsec config set mode enforce', 'what tightens is simply done'],
    ['oktsec config set quarantine.enabled true', 'what loosens asks on the terminal'],
    ['oktsec config set agents.cursor.github.tools.deny "[delete_repo]"', 'a list'],
  ],
  'config edit': [
    ['oktsec config edit', 'in $EDITOR; it takes its place only when it holds'],
    ['oktsec config edit --config ./oktsec.yaml', 'this one'],
    ['oktsec config edit --token-file review.token', 'where there is no terminal to confirm on'],
  ],
  'config show': [
    ['oktsec config show', 'the file as it stands'],
    ['oktsec config show --resolved', 'every value that counts, defaults included'],
    ['oktsec config show --sources --json', 'and where each comes from, for a program'],
  ],
  trust: [
    ['oktsec trust', 'accept the oktsec.yaml of this folder as it is'],
    ['oktsec trust --json', 'and show what was accepted, for a program'],
    ['oktsec trust --token-file review.token', 'where there is no terminal'],
  ],
  verify: [
    ['oktsec verify', 'the config that counts here, and its rule files'],
    ['oktsec verify --config ./oktsec.yaml', 'this one'],
    ['oktsec verify letter.json', 'whether a signed message is from whom it says'],
    ['oktsec verify --json', 'every problem, for a program'],
  ],
  completions: [
    ['oktsec completions', 'for the shell in $SHELL'],
    ['oktsec completions fish > ~/.config/fish/completions/oktsec.fish', 'for every fish to come'],
    ['source <(oktsec completions bash)', 'for this bash'],
  ],
  doctor: [
    ['oktsec doctor', 'what is sound, what is not, and what to paste'],
    ['oktsec doctor --quiet', 'only what is not'],
    ['oktsec doctor --json', 'for a program; exit 1 where something fails'],
  ],
  report: [
    ['oktsec report', 'the last week as an HTML file in this folder'],
    ['oktsec report --period month --out october.html', 'of thirty days, under this name'],
    ['oktsec report --since 24h --sarif', 'for a code scanning service'],
  ],
  bugreport: [
    ['oktsec bugreport', 'a file in this folder; nothing is sent'],
    ['oktsec bugreport --out report.json', 'under this name'],
    ['oktsec bugreport --quiet', 'only its path'],
  ],
  version: [
    ['oktsec version', 'the version'],
    ['oktsec version --verbose', 'and what it runs on'],
    ['oktsec version --json', 'for a program'],
  ],
};

/** @param path a command, or one below it: `logs`, `logs show` */
export function examplesOf(path: string): readonly Example[] {
  const list = Object.hasOwn(SERVE_EXAMPLES, path) ? SERVE_EXAMPLES : EXAMPLES;
  return Object.hasOwn(list, path) ? (list[path] ?? []) : [];
}
