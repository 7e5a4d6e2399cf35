import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openMailroom } from '../../src/store/kept/mailroom.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { newHome, recorder } from '../fixtures/store/home.ts';
import { contractOf, type Log } from './contract.ts';

const WRITER = join(import.meta.dirname, '../fixtures/store/writer.ts');

contractOf('SQLite', (): Log => {
  const home = newHome();
  return {
    recorder: (now) => recorder(home, now === undefined ? {} : { now }),
    store: (now) => openStore(home, { now }),
    mailroom: (now = () => Date.now() * 1000) => openMailroom(home, now),
    otherWriter: async (session, rows) => {
      await promisify(execFile)(process.execPath, [WRITER, home, session, String(rows)]);
    },
  };
});
