import type { Detector } from '../../detector.ts';
import { detector, listed } from '../make.ts';
import { isForeign } from '../meanings/foreign-override.ts';
import { latinMarks } from './latin.ts';
import { foreignOrders } from './orders.ts';

/** How far around a word is read: a sentence and the one before it. */
const REACH = 256;

/** What is said in languages other than English. */
export const TONGUES: readonly Detector[] = [
  detector('foreign_order', foreignOrders, REACH, [
    { run: '\x80-\xff ', min: 7, holds: '\xff', when: isForeign },
    { literals: ['id_rsa', 'id_ed25519', '/.ssh', '.aws/credentials', 'etc/shadow', '.netrc'] },
    listed(latinMarks),
  ]),
];
