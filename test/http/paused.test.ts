import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putPause } from '../../src/files/marks/pause-mark.ts';
import { Office, until } from './office.ts';

test.each(['observe', 'enforce'])(
  'paused in %s: no letter is taken, and the same one may be sent again',
  async (mode) => {
    const agents = 'agents: { research-agent: { can_message: [analysis-agent] }, analysis-agent: {} }';
    const office = await Office.open(`mode: ${mode}\n${agents}\n`);
    expect(await office.send(office.letter('before'))).toMatchObject({ status: 200 });

    putPause(office.home, { by: 'ops', at: '2026-11-21T10:00:00Z' });
    const letter = office.letter('while it stands still');
    // A server looks for the switch a few times a second.
    await until(async () => (await office.send(office.letter('probe'))).status === 503);
    expect(await office.send(letter)).toMatchObject({ status: 503, headers: { 'retry-after': '10' } });
    expect((await office.mail()).map(({ content }) => content)).not.toContain('while it stands still');
    expect(office.rows().find(({ decision }) => decision === 'paused')).toMatchObject({
      kind: 'letter',
      action: 'refuse',
    });

    const dry = await office.post('/api/dry-run', letter, office.bearer('scan'));
    expect(dry.body).toMatchObject({ policy_decision: 'paused', action: 'refuse', mode });

    rmSync(join(office.home, 'paused'));
    await until(async () => (await office.send(letter)).status === 200);
    expect((await office.mail()).map(({ content }) => content)).toContain('while it stands still');
  },
);
