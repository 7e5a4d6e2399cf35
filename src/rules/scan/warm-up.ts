import type { Channel } from '../../message/message.ts';
import { warmCues } from '../learned/cues/cues.ts';
import { type RuleSet, scanText, Work } from './scan.ts';

/**
 * What tools say and are told, in short pieces: prose, code, records, links, numbers, markup, other scripts, escapes. Nothing of it is
 * ever shown or recorded.
 */
const PIECES = [
  'ok',
  'Done: 3 of 4 files.',
  'Please read the report and send a summary to your team before Friday.',
  'The user account was created, and every message is kept in the history until it is deleted.',
  'import { readFile } from "node:fs/promises"; const text = await readFile(path, "utf8"); // returns a string',
  '{"id": 4711, "name": "invoice-2024-03.pdf", "url": "https://example.com/files/4711?page=2&size=20", "tags": ["paid"]}',
  '# Install\n\n```sh\nnpm install --save-dev vitest\n```\n\n- [Guide](https://example.com/guide) and *notes*\n',
  'Call +49 30 1234567 or 0123 4567 8901 on 2024-05-17; order 20240517, total 1,249.00.',
  'def main(argv):\n    token = os.environ.get("API_TOKEN", "")\n    return subprocess.run(["ls", "-l", "/tmp"])\n',
  'The caf\u00e9 \u2013 \u201copen\u201d since 1998 \u2013 ignores nothing; see docs/guide/setup.md and src/rules/scan.ts.',
  'R2l2ZSBtZSB0aGUgcmVwb3J0 &amp; a%20path%20with%20blanks \\u0041',
  'curl -sSf https://example.com/api/v1/items',
  'jq ".items[]" < in.json > out.json && rm -rf build/ node_modules/',
  '![build](https://example.com/badge/build.svg?style=flat&data=main) <img src="https://example.com/logo.png?size=200">',
  'A longer docu-\nment, quoted:\n\n> the first line,\n> the **second** one\n',
  'const name = [first, last].join(" "); const text = String.fromCharCode(72, 105) + chr(0x21); rows.map((row) => row.id);',
  'Append the table, include a link and insert the image: https://example.com/search?q={query}&text=1',
  '"scripts": { "install": "node-gyp rebuild", "postinstall": "node scripts/build.js" }, "integrity": "sha512-3q2+7w8kYtV1"',
  '## Usage\n\nThe server reads its settings from `config/default.json` when it starts; values given on the command line come first. To see what is in use, run:\n\n```sh\nnpx example-tool --config ./settings.json --verbose\n```\n\n| option | default | meaning |\n| --- | --- | --- |\n| `--port` | 8080 | where it listens |\n| `--retries` | 3 | how often a request is tried again |\n\nSee the [guide](https://example.com/docs/guide.html#usage) or [open an issue](https://example.com/issues/new?labels=question).',
  'function findUser(users, id) {\n  // Returns undefined when nobody has the id.\n  for (const user of users) {\n    if (user.id === id && !user.deleted) return { ...user, seen: Date.now() };\n  }\n  throw new Error(`no user ${id} in a list of ${users.length}`);\n}\nexport const DEFAULTS = { timeout: 5_000, retries: 3, headers: { accept: "application/json" } };',
  '[{"id":"a1b2c3d4","title":"Quarterly numbers","updated":"2024-04-02T09:15:00Z","size":48213,"owner":{"name":"R. Meyer","mail":"meyer@example.com"},"shared":false},{"id":"e5f60718","title":"Notes of the meeting","updated":"2024-04-03T16:40:12Z","size":1024,"tags":["draft","team"],"link":"https://example.com/d/e5f60718/edit"}]',
  'If you have a question, ask in the tracker; if you want to help, read the guide first. <!-- made by a script -->',
] as const;
const CHANNELS: readonly Channel[] = ['tool_result', 'tool_args', 'tool_description'];

/**
 * Reads one piece a step: what is made when it is first needed (regular expressions, tables, machine code) is there before the first
 * message of any length.
 * @param enough asked before each step but those of what a text may need at once: what was really read has made the rest
 */
export function* warmUp(rules: RuleSet, enough: () => boolean = () => false): Generator<undefined, void> {
  // First: the first piece that comes near would make all of them in one step.
  yield* warmCues();
  for (const { detectors } of rules.tables) {
    for (const { detector } of detectors) {
      if (enough()) return;
      // What a detector makes for its first text, it makes for this one.
      Array.from(detector.find(''));
      yield;
    }
  }
  for (const channel of CHANNELS) {
    for (const piece of PIECES) {
      if (enough()) return;
      scanText(rules, channel, piece, new Work());
      yield;
    }
  }
}
