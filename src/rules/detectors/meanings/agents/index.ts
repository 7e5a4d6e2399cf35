import type { Detector } from '../../../detector.ts';
import { worded } from '../../make.ts';
import { OTHER_SCRIPTS, SENTENCE, TWO_SENTENCES } from '../frames/reach.ts';
import { agentPressure } from './agent-pressure.ts';
import { agentSchemes } from './agent-scheme.ts';
import { behindBacks } from './behind-backs.ts';
import { falseStanding } from './false-standing.ts';
import { lentTrust } from './lent-trust.ts';
import { loweredBars } from './lowered-bar.ts';

/** What one agent says to another to get what it should not: pressure, ranks, approvals and trust that are only claimed, silence towards people. */
export const AGENTS: readonly Detector[] = [
  worded(
    'agent_pressure',
    agentPressure,
    SENTENCE,
    `
      approv authori operator review okay consent waive permission permitted clearance bypass disabl suspend role
      rules creator instruct mission relay propagat spread broadcast mention inform disclos threshold score credential
      token secret memory conversation consider priority override instead redirect supervis orchestrat coordinat admin
      security persona impersonat believe threat refus comply grant upload rotate policy veto switched hereby quiet
      behind regardless blessing relax exempt inspect wire verdict swap iban hesitat allowed execut restrict forward
      rights swarm verbatim asleep confirmed`,
  ),
  worded(
    'lowered_bar',
    loweredBars,
    TWO_SENTENCES,
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
    TWO_SENTENCES,
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
    TWO_SENTENCES,
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
    TWO_SENTENCES,
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
    'agent_scheme',
    agentSchemes,
    TWO_SENTENCES,
    `
      approv okay clear authori agreed consent signed confirm waive vouch permi orchestrat supersed objective
      unsigned disregard token credential password printenv recovery context memory card messages documents
      cannot blocked locked forbids lack polic audit gate guard isolation notice know mention transcript quote
      drill mocked simul production harness exactly whatever dialog grant capabilities owner account shutdown
      replace survive word agree asks made lost record passing verif isolat obey threshold logs sanctions
      restrict reviewed filters checks orders exercise says limits rules environment`,
  ),
];
