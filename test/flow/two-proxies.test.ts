import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withDatabase } from '../fixtures/store/home.ts';
import { call, fixture, initialize, initialized, node, Relay, Scene, within } from '../transparency/relay.ts';
import { NOTES, PROSE } from './texts.ts';

const PRIVATE = NOTES[0]!;
const bin = join(import.meta.dirname, '../../bin/oktsec.js');

/** A proxy as a client with several servers starts it: all of them children of one process, in one home. */
function proxy(scene: Scene, mode: string, agent: string, server: readonly string[]): Relay {
  const config = scene.file('oktsec.yaml', `version: "1"\nmode: ${mode}\nflows: { enforce: true }\n`);
  return new Relay([node, bin, 'proxy', '--config', config, '--home', scene.home, '--agent', agent, '--', ...server]);
}

async function opened(relay: Relay): Promise<void> {
  relay.send(initialize());
  await relay.take(1);
  relay.send(initialized);
}

/** What a client session knows of, in the database (which may be there before its tables are). */
const remembered = (scene: Scene) =>
  existsSync(join(scene.home, 'oktsec.db')) &&
  withDatabase(scene.home, (db) => {
    const made = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'flow'").pluck().get() === 1;
    return made && db.prepare('SELECT count(*) FROM flow').pluck().get() === 1;
  });

test.each(['observe', 'enforce'] as const)(
  'case 95: what one proxy read is found in what goes out by another of the same client, in %s',
  async (mode) => {
    using scene = new Scene();
    const sent = join(scene.folder, 'sent');
    using github = proxy(scene, mode, 'cursor.github', fixture('saying.ts', 'get_issue', PRIVATE));
    using slack = proxy(scene, mode, 'cursor.slack', fixture('saying.ts', 'post_message', 'posted', sent));
    await Promise.all([opened(github), opened(slack)]);
    github.send(call(1, 'get_issue', { number: 4 }));
    await github.take(2);
    expect(github.lines.at(-1)).toContain(JSON.stringify(PRIVATE).slice(1, 60));
    expect(await within(20_000, () => remembered(scene))).toBe(true);
    slack.send(call(1, 'post_message', { text: Buffer.from(PRIVATE.slice(200, 420)).toString('base64') }));
    slack.send(call(2, 'post_message', { text: PROSE[0] }));
    await slack.take(3);
    await Promise.all([github.close(), slack.close()]);
    const answers = slack.messages.filter(({ id }) => id === 1 || id === 2);
    const refused = JSON.stringify(answers.find(({ id }) => id === 1));
    if (mode === 'enforce')
      expect(refused).toMatch(/held by oktsec: FLOW-001 \(\d+ characters of cursor.github:get_issue/);
    else expect(refused).toContain('posted');
    expect(readFileSync(sent, 'utf8').trim().split('\n')).toHaveLength(mode === 'enforce' ? 1 : 2);
    const row = scene.rows().find(({ rules }) => rules.includes('FLOW-001'));
    expect(row).toMatchObject({
      from: 'cursor',
      to: 'cursor.slack',
      decision: 'content_quarantined',
      action: mode === 'enforce' ? 'hold' : 'forward',
    });
    expect(row?.note).toMatch(
      /^2\d\d characters of cursor\.github:get_issue, read \d+ s ago, going to cursor\.slack:post_message$/,
    );
    expect(scene.rows().filter(({ decision }) => decision !== 'allow')).toHaveLength(1);
    // Fingerprints only: nothing of the text lies in the database.
    const bytes = readFileSync(join(scene.home, 'oktsec.db')).toString('latin1');
    expect(bytes).not.toContain(PRIVATE.slice(20, 60));
  },
);
