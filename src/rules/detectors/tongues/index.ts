import type { Detector } from '../../detector.ts';
import { detector, listed, ofSentences } from '../make.ts';
import { OTHER_SCRIPT } from '../meanings/foreign/foreign-override.ts';
import { latinMarks } from './latin.ts';
import { foreignOrders } from './orders.ts';

/** How far around a word is read: a sentence and the one before it. */
const REACH = 256;

/** What is said in languages other than English. */
export const TONGUES: readonly Detector[] = [
  ofSentences(
    detector('foreign_order', foreignOrders, REACH, [
      OTHER_SCRIPT,
      { literals: ['id_rsa', 'id_ed25519', '/.ssh', '.aws/credentials', 'etc/shadow', '.netrc'] },
      listed(latinMarks),
    ]),
  ),
];
