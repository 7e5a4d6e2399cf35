import type { Detector, Trigger } from '../../detector.ts';
import { worded } from '../make.ts';
import { behindBacks } from './behind-backs.ts';
import { boundsOff, boundsOffInData } from './bounds-off.ts';
import { falseStanding } from './false-standing.ts';
import { keptFacts, notedFacts } from './kept-fact.ts';
import { lentTrust } from './lent-trust.ts';
import { loweredBars } from './lowered-bar.ts';
import { ownWords, ownWordsInData } from './own-words.ts';

/** How far around a word is read: two sentences are seldom longer. */
const SENTENCES = 320;
const OTHER_SCRIPTS: Trigger = { run: '\x80-\xff', min: 5 };
const OWN = `
    definition confidential instru limits refuse emoji acrostic hexdump configur provider auditing direttive vorgaben
    guidelines entwickler konfigurier recibiste recebeu functions governs playbook handbook hidden behaviou
    personality wired booted lyrics tokens makers creator defined recall unredact instruk brief defines rules charter
    persona above before tools plugin prompt instruc guideline directive preamble guardrail verbatim anweisung
    vorgaben consigne istruzion context transcript message told primed configur developer operator setup conversation`;
const BOUNDS = `
    role-play privileged prior_ previous_ whoever faults upgrade rehearsal modes promise lawyers ghost principles
    jailbreak unfiltered capitals leftover objections judg politica rewarded developers messages supervision oversight
    caution training roleplay role-play principes principles mode sandbox assistant impostor genuine decoy override
    reset cleared outrank weiger richtlij restri censur niemals niemand ohne careful operator utilisateur pedido
    demande erledigt unrestrict unfilter uncensor jailbr limits never free sudo told asked task forget forgot pretend
    polic guideline rules restrict filters limit boundar constraint guardrail safeguard safety censor moral ethic
    lecture refus unaligned unbound orders instruc directive prompt context anthropic openai mistral creator maker
    engineer engineer precedence supersed language llm automated richtlinien regeln grenzen consignes reglas regras
    regole ograniczen zasad obey serve trust`;

/** What is claimed, so that its reader does what it otherwise would not: ranks, approvals, facts, that no bound is left. */
export const CLAIMED: readonly Detector[] = [
  worded(
    'lowered_bar',
    loweredBars,
    SENTENCES,
    `
      skip bypass omit waive disabl suspend circumvent sidestep dispens forgo without around switch deactiv relax
      shortcut overrul outvote ignor disregard avoid drop lift spare forget leave left push past approv signoff
      sign-off signature eyes two-person dual confirm callback call-back verif validat authent authori identity checks
      safeguard guardrail scan oversight supervis quorum consent permission restrict polic audit paperwork diligence
      complian human freigabe genehmig kontroll fung ckfrage unterschrift signatur approbation aprob revisi firma
      aprova controll conferma goedkeur controle bevestig handteken weryfik zatwierdz zgody ohne senza zonder sans
      alone decide datenschutz hash checksum protokoll needn need asking optional advisory formality umgeh verzicht
      springe contourn salta reviews logger monitor watchdog alarm telemetry quarantine reviewer nobody sparen freigeb
      aprobar pular verifica privacy look rule limit hold comprobar controllare sprawdzania dual twice`,
    OTHER_SCRIPTS,
  ),
  worded(
    'false_standing',
    falseStanding,
    SENTENCES,
    `
      coordinat orchestrat supervis controller admin root master lead principal owner operator planner manager boss
      successor replace security complian platform headquarter office board developer creator koordinat hauptagent
      leitstelle superviseur promoted appointed mandate authority outrank higher highest rights permission privilege
      delegate roles hesitat refus insubordinat reassigned reporting promised merging inherit counts speak behalf
      human user agent trust rank took taken ignore discard prompt instructions committee council directeur senior
      terms limit allowance accepted coming happened became questioned colleague predecessor elected leader loyal obey
      safety`,
  ),
  worded(
    'behind_backs',
    behindBacks,
    SENTENCES,
    `
      mention inform notify involv alert logging logged record surface escalat bother disclos omit hide conceal withh
      know notice nobody quiet trace approve accept silence consider unseen unread blind drill simulation rehearsal
      exercise carry both agree asks inquir nichts erwen avis dire niet melden leave claim pretend notify_human
      transcript although though green passed resolved reviewed tested sign auditor supervis telling ticket incident
      multipl divide reduce raise adjust massage spread below identit honest would clearly surely obviously certainly
      optout opt-out unsigned declined force audits books never requested postpone suppress withhold breach human
      person click rights easy poll yesterday endless forever quota loop think believe maybe identity contradict
      watchdog switch sentinel compliance paste chats vote replies prevenir informier comptable facture failures pause
      denied deny machines heartbeat healthy percent complains guard`,
  ),
  worded(
    'lent_trust',
    lentTrust,
    SENTENCES,
    `
      token keys credential password secret login certificate environment .env .ssh .aws passwort schl zugangsdaten
      contrase clave senha chave wachtwoord sleutel scope rights access quota sandbox trusted verified whitelist
      allowlist vetted trust payload validat keyring public context beneficiar payee iban bank wallet account
      everything whatever details behalf sign install approval accept harmless safe peers allowed role expired denied
      blocked permission permitted forbidden cannot onboarded vouch folder rejected refused agents secrets vault
      payroll mailbox backup database remote webhook codes session bucket code approvers attached shipping address
      says wants cloned rename reputation vouch`,
  ),
  worded(
    'kept_fact',
    keptFacts,
    SENTENCES,
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
    SENTENCES,
    `
      pasted owner anyone alerts refund canonical mirror merke zugestimmt trust exempt unlimited consent wallet iban
      payment preference remember outrank unlock forced secretly bank authorized unasked told confirms confirmed
      household accountant steuerberater payments quietly salary personal wants decided everyone whoever virus hotline
      insurer webhook payload counts partner skipped wishes lawyer legal doctor siempre toujours immer dauerhaft
      sempre confirmacion administrator persona lessons joke insights highest obeyed beliefs nuisance warnings sister
      anything obsolete laptops verify caller entfallen virements copias obeys spending trusted chat bills invoices
      always never approved account purchase certificate utilisateur paiement nutzer usuario`,
  ),
  worded('own_words', ownWords, SENTENCES, OWN),
  worded(
    'own_words_in_data',
    ownWordsInData,
    SENTENCES,
    `
      prompt instruc guideline directive preamble guardrail verbatim anweisung consigne istruzion precede disposal
      calibrat persona briefing bots assistants transcripts governs wired chatbots guidelines told assistant brief
      conversation models memories everything reveal recite disclos govern maker creator provider handed llms charter
      quote vorgaben reglas direttive richtlij directriz setup wording`,
  ),
  worded('bounds_off', boundsOff, SENTENCES, BOUNDS),
  worded(
    'bounds_off_in_data',
    boundsOffInData,
    SENTENCES,
    `
      unfiltered unaligned jailbr uncensor unrestrict uninhibit censor outrank roleplay role-play pretend guardrail restrictions
      safeguard ethic lecture creators developers anthropic openai rehearsal guideline refus moral polic upgraded
      prior_ filters`,
  ),
];
