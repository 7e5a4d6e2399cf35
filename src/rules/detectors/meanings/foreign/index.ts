import type { Detector } from '../../../detector.ts';
import { detector, ofSentences, worded } from '../../make.ts';
import { OTHER_SCRIPTS, TWO_SENTENCES } from '../frames/reach.ts';
import { foreignOverrides, OTHER_SCRIPT } from './foreign-override.ts';
import { foreignRequests } from './foreign-request.ts';
import { foreignSecrecy } from './foreign-secrecy.ts';

/** What is asked in other languages than English, in few words. What is asked at more length is read in `tongues`. */
export const FOREIGN: readonly Detector[] = [
  detector('foreign_override', foreignOverrides, 120, [OTHER_SCRIPT]),
  detector('foreign_secrecy', foreignSecrecy, 120, [OTHER_SCRIPT]),
  ofSentences(
    worded(
      'foreign_request',
      foreignRequests,
      TWO_SENTENCES,
      `
      system anweisung vorgabe instruktion nachricht vergiss ignor regeln grenzen consignes instructions directives
      oublie gles instrucciones directrices olvida restricciones reglas diretrizes instru regras desconsidere esque
      istruzioni regole direttive dimentica instructies regels richtlijnen vergeet escrito encima acima prompt tues
      gespr zeile`,
      OTHER_SCRIPTS,
    ),
  ),
];
