import type { Detector } from '../../../detector.ts';
import { worded } from '../../make.ts';
import { SENTENCE, TWO_SENTENCES } from '../frames/reach.ts';
import { keptFacts, notedFacts } from './kept-fact.ts';
import { filedGrants, keptByData } from './kept-order.ts';
import { filedOrders, memoryOrders } from './memory-order.ts';

/** What is to be kept for other days: orders, claimed facts, grants. */
export const MEMORY: readonly Detector[] = [
  worded(
    'memory_order',
    memoryOrders,
    SENTENCE,
    `
      remember memor save store record retain persist keep write note bookmark learn internali append update overwrit
      replace reminder recall forget always future later session conversation whenever preference permanent henceforth
      standing observation persona profile bake wants habit teach long-term starting carry hold fact whatever notes`,
  ),
  worded(
    'memory_order_in_data',
    keptByData,
    SENTENCE,
    `
      remember memori persist retain bookmark internali knowledge long-term henceforth permanent forget reminder
      standing sessions conversation chats memory future recall notes facts assistant wiped`,
  ),
  worded(
    'filed_order',
    filedOrders,
    SENTENCE,
    `
      http curl wget never without silently secretly mention tell disclos report password memory trust provide asked
      account read leave approv confirm prompt assume-unchanged no-verify bashrc zshrc repositor environ whitespace
      phrase menciones mistake orders upload permission hidden treat`,
  ),
  worded(
    'filed_grant',
    filedGrants,
    TWO_SENTENCES,
    `
      memor recap lessons learned preference profile beliefs standing soul.md persona identity merkliste approv
      permission consent trust automatic loyal noise mention discuss reveal hidden quietly asking explanations
      never`,
  ),
  worded(
    'kept_fact',
    keptFacts,
    TWO_SENTENCES,
    `
      remember recall mind memory memori notes reminder forget learn internali bookmark standing engrave retain
      compress persist preference stick merke speichere souviens retiens recuerda lembre ricorda onthoud zapami
      permanent lasting context overwrite always future henceforth forever store profile knowledge convention session
      habit lesson contact corrections notiere anota mente pinned channel stored playbook harmless automatically
      whoever tag cleared runbook`,
  ),
  worded(
    'noted_fact',
    notedFacts,
    TWO_SENTENCES,
    `
      pasted owner anyone alerts refund canonical mirror merke zugestimmt trust exempt unlimited consent wallet iban
      payment preference remember outrank unlock forced secretly bank authorized unasked told confirms confirmed
      household accountant steuerberater payments quietly salary personal wants decided everyone whoever virus hotline
      insurer webhook payload counts partner skipped wishes lawyer legal doctor siempre toujours immer dauerhaft
      sempre confirmacion administrator persona lessons joke insights highest obeyed beliefs nuisance warnings sister
      anything obsolete laptops verify caller entfallen virements copias obeys spending trusted chat bills invoices
      always never approved account purchase certificate utilisateur paiement nutzer usuario`,
  ),
];
