import type { Detector } from '../../detector.ts';
import { detector, literals } from '../make.ts';
import { ibans } from './iban.ts';
import { nationalIds } from './national/ids.ts';
import { bareCards, cardNumbers, paymentCards } from './payment-card.ts';
import { socialSecurityNumbers } from './social-security.ts';

/** Numbers that name a person or an account, each with its check digits or the words around it. */
export const NUMBERS: readonly Detector[] = [
  detector('payment_card', paymentCards, 96, [
    { run: '0-9', min: 13 },
    { run: '0-9 -', min: 17, digits: 13 },
  ]),
  detector('payment_card_bare', bareCards, 96, [{ run: '0-9', min: 13 }]),
  detector('payment_card_number', cardNumbers, 160, [{ run: '0-9', min: 13 }]),
  detector('iban', ibans, 64, [
    { run: '0-9A-Z', min: 15, digits: 2 },
    { run: '0-9A-Z ', min: 18, digits: 2 },
  ]),
  detector('ssn', socialSecurityNumbers, 96, [{ run: '0-9-', min: 11, digits: 9 }, literals('social', 'taxpayer')]),
  detector('national_id', nationalIds, 96, [
    { run: '0-9A-Z', min: 15, digits: 2 },
    literals(
      'identidad',
      'documento',
      'national',
      'insurance',
      'nino',
      'patient',
      'health',
      'aadhaar',
      'aadhar',
      'uidai',
    ),
    literals('permanent', 'income', 'nric', 'singapore', 'identity', 'pesel', 'itin', 'taxpayer', 'fiscale'),
    { run: '0-9', min: 8, when: 'id' },
    // `123.456.789-09`, `850712-9876`
    { run: '0-9.-', min: 11, digits: 7 },
    literals(
      'personnummer',
      'burgerservice',
      'rijksregister',
      'steuer',
      'insurance',
      'contribuinte',
      'henkil',
      'sociale',
      'kimlik',
      'mynumber',
    ),
  ]),
  detector('personal_data', (text) => [...socialSecurityNumbers(text), ...paymentCards(text)], 96, [
    { run: '0-9', min: 13 },
    { run: '0-9 -', min: 17, digits: 13 },
    { run: '0-9-', min: 11, digits: 9 },
    literals('social', 'taxpayer'),
  ]),
];
