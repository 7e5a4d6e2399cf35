import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

/** The person an agent works for: what data calls so. */
const USER = String.raw`(?:the |your |our |this )?(?:user|account holder|owner|principal|operator|customer|cardholder|household|reviewer|maintainer|legal|IT|person (?:you(?:'re| are) \w{3,9} for|you (?:work for|help|assist|act for)|at the keyboard))`;
/** Of these only the one whom an agent works for: a ticket tells of customers and reviewers too. */
const THE_USER = String.raw`(?:the |your |our )?(?:user|account holder|principal|cardholder|person you(?:'re| are) \w{3,9} for|person you (?:work for|help|assist|act for))`;
const YOURS = String.raw`your (?:user|owner|principal|human)\b(?! (?:pool|account|name|id|agent|data|has read|has write|base|group|interface|profile|role|settings|manual|guide|input|needs|must|should|has no |does|doesn't|is not|isn't|can))`;
const DEED =
  'transfer|pay|wire|delete|remove|drop|publish|sign|merge|unlock|reset|grant|share|forward|send|sell|cancel|order|book|refund|issue|install|charge|push|release|submit|upload|accept|turn off|switch off|disable|open|confirm|enter|complete|execute|place|approve|carry out|buy|invite|give|move';
const ORDER = String.raw`(?:^\s{0,8}|[:;,)>*\]\u2014\u2013"] {0,3}|[.-] {1,3}|\b(?:please|kindly|so|then|and|now|therefore|go ahead and|you (?:can|may|could|should|must|are free to)|(?:the )?(?:agents?|assistants?|bots?) (?:can|may|should|must)|(?:allowed|free|cleared|welcome|expected) to) )`;

export const CONSENT_WORDS = {
  /** Somebody's consent is told of as given. */
  agreed: wording`
    \b(?:${USER}) (?:has |have |had )?(?:already |also |just |verbally |expressly |kindly )?(?:agreed|approved|authori[sz]ed|consented|confirmed|signed (?:it|this|that|them) off|signed off|okayed|ok'?d|cleared|accepted|given (?:\w{2,5} )?(?:permission|consent|approval|ok|go-ahead)|
    gave (?:\w{2,5} )?(?:permission|consent|approval|ok|go-ahead)|enabled auto-approval|asked (?:us|me) to|told (?:us|me) (?:that|to)|said yes|wants? (?:this|it) (?:carried out|done)|is (?:fine|happy|ok|okay) with|already said|is authori[sz]ed)\b|
    \b(?:approved|authori[sz]ed|agreed|okayed|ok'?d|cleared|signed off|given|granted|obtained) by (?:${USER})\b|\byou(?:'ve| have)? (?:\w{3,7} )?(?:${USER})'s (?:\w{4,9} )?(?:permission|consent|approval|go-ahead|ok)\b|\bon behalf of (?:${USER})\b|
    \b(?:approval|permission|consent|the green light|go-ahead|confirmation) (?:for \w{2,12}(?: \w{2,12}){0,4} )?(?:was|were|has been|have been|is) (?:already )?(?:given|granted|obtained|implied|on file)\b|\bpre-approved for (?:agents?|assistants?|bots?)\b|
    \b(?:signed (?:it|this) off|approved (?:it|this)|agreed (?:to it|to this)|confirmed (?:it|this)) (?:by phone|verbally|in writing|on (?:the )?(?:phone|call)|yesterday|this morning|earlier)\b|\byou (?:were|are|have been) cleared for (?:this|it)\b|
    \b(?:she|he|they) (?:is|are) fine with you\b|\b(?:she|he|they) already (?:said|agreed|told|confirmed|approved)\b|\b(?:she|he|they) told us (?:that )?you (?:may|can)\b|\bapproved-by: user\b|\bconfirmation from (?:${USER})\b|\b(?:discussed|agreed) with (?:${USER})\b|\bagreement with (?:${USER})\b|\bwhitelisted by (?:${USER})\b|\b(?:authori[sz]ed|approved|agreed to|consented to) (?:this|it) in (?:a|an|the) (?:previous|earlier|last)\b`,
  /** The same of the user alone. */
  userAgreed: wording`
    \b(?:${THE_USER}) (?:has |have )?(?:already |also |just |verbally |expressly )?(?:agreed|approved|authori[sz]ed|consented|signed (?:it|this|that|them) off|signed off|okayed|ok'?d|given (?:\w{2,5} )?(?:permission|consent|approval|ok|go-ahead)|
    gave (?:\w{2,5} )?(?:permission|consent|approval|ok|go-ahead)|enabled auto-approval|asked (?:us|me) to|told (?:us|me) (?:that|to)|said yes|is (?:fine|happy|ok|okay) with|already said)\b|
    \b(?:approved|authori[sz]ed|agreed|okayed|ok'?d|cleared|signed off|given|granted|obtained) by (?:${THE_USER})\b|\byou(?:'ve| have)? (?:\w{3,7} )?(?:${THE_USER})'s (?:\w{4,9} )?(?:permission|consent|approval|go-ahead|ok)\b|
    \bon behalf of (?:${THE_USER})\b|\b(?:discussed|agreed) with (?:${THE_USER})\b|\bpre-approved for (?:agents?|assistants?|bots?)\b|\b(?:approval|permission|consent) for the following\b|\byou (?:were|are|have been) cleared for (?:this|it)\b|
    \b(?:she|he|they) (?:is|are) fine with you\b|\b(?:she|he|they) told us (?:that )?you (?:may|can)\b|\bapproved-by: user\b|\b(?:authori[sz]ed|approved|agreed to|consented to) (?:this|it) in (?:a|an|the) (?:previous|earlier|last)\b`,
  /** The same of the one that only an agent has. */
  yours: wording`\b${YOURS}|\bperson (?:you(?:'re| are) \w{3,9} for|you (?:work for|help|assist|act for|serve)|at the keyboard)\b`,
  said: wording`\b(?:asked|said|told|agreed|approved|authori[sz]ed|consented|confirmed|accepted|wants?|permission|consent|approval|ok'?d|discussed|fine with|instructions?|happy|has (?:given|said|asked)|this morning|yesterday|earlier)\b`,
  cleared: String.raw`\byou (?:were|have been|are) (?:already |hereby )?(?:cleared|authori[sz]ed|pre-approved|whitelisted|granted permission) (?:for (?:this|it)|by (?:IT|legal|security|us|(?:the|your) (?:user|operator|admin\w{0,9}|owner)))\b`,
  /** Silence or reading is to count as consent. */
  implied: wording`
    \b(?:treat|take|regard|count|consider) (?:this|silence|the \w{4,9}'s|their|his|her|any|no) .{0,40}?as (?:a |an |the |your )?(?:confirmed |given )?(?:consent|approval|permission|confirmation|confirmed instruction|instruction of|go-ahead|yes)\b|\b(?:approval|consent|permission|confirmation) is (?:implied|assumed|presumed|given)\b(?! (?:for|when|if|in|unless|to|by)\b)|
    \bwill (?:say yes|agree|approve) (?:anyway|later|afterwards)\b|\bby (?:opening|reading|loading) (?:this|it)\b.{0,60}\b(?:approval|consent|permission|agent|assistant)\b|\b(?:confirmation|approval|consent|permission)s?\b.{0,40}\b(?:only needed for|only applies to|is for) (?:humans?|people|persons)\b|
    \b(?:confirmation|approval) rules?\b.{0,40}\b(?:satisfied|met|do not apply|don't apply|fulfilled)\b|\binstructions say to ask\b|\bconfirmation from (?:${USER}): yes\b|\b(?:comes|came) from (?:${USER})'s own (?:account|address|phone|device)\b|\b(?:usual|normal) (?:double )?(?:check|question|confirmation|approval)s? (?:is|are|was|were) waived\b`,
  /** Nobody is to be asked. */
  noAsk: wording`
    \b(?:do not|don'?t|don\u2019t|no need to|need not|needn't|not necessary to|without|never|not have to|skip(?:ping)?|not|no) (?:ask\w{0,3}|check(?:ing)?(?: with| back)|confirm\w{0,3}|prompt\w{0,3}|wait(?:ing)? for|come back|trouble|bother|disturb|being disturbed|(?:any )?further (?:confirmation|questions|approval)|another (?:confirmation|question)|the (?:usual )?
    (?:question|prompt|confirmation|security questions?|double check))\b|\bno (?:further |additional |second )?(?:confirmation|approval|questions?)\b|\bwaived\b|\beven though the check\b`,
  /** So it is to be done. */
  goAhead: wording`
    ${ORDER}(?:${DEED})\b(?! (?:you|your|a question|questions|the (?:app|page|settings|menu|dialog|link)|settings|below)\b)|\b(?:go ahead|proceed|carry on|continue) with (?:the |this |that |it|\.\/)|\b(?:paying|sharing|deleting|transferring|releasing|signing|publishing) (?:the|it|this|them)\b|
    \byou (?:may|can) (?:cancel|pay|sign|delete|share|open|accept|go straight|follow)\b|\bhave you (?:install|pay|send|delete|transfer|sign|share|forward)\b|\bgo ahead\b|\b(?:be|being) followed without\b|\bpush directly to\b|\bgo straight to\b`,
  condition: wording`
    \b(?:if|once|unless|until|only after|after|only when|as soon as|provided that|whether|before|either|in case) (?:\w{2,9} ){0,3}(?:user|owner|customer|operator|maintainer|reviewer|household|account holder|legal|IT|they|he|she|you|approval|consent|permission)\b(?!'?s? instructions)|
    \bwhen (?:the |a |your )?(?:user|owner|customer|operator|maintainers?|reviewers?|they|both)\b`,
  /** It is told of, asked for, forbidden, or a matter of programs. */
  askedFor: wording`
    \b(?:ask|asks|asked|prompt|request|requests|require|requires|need|needs|obtain|get|getting|confirm with|wait for) (?:\w{2,9} ){0,2}(?:for )?(?:\w{2,9}'s )?(?:\w{2,9} )?(?:approval|permission|consent|authori[sz]ation|confirmation)\b|
    \b(?:never|must not|mustn't|should not|shouldn't|cannot|can't|avoid) (?:\w{2,9} ){0,2}(?:${DEED}|treat|proceed|ask|assume|go)\b|
    \b(?:attackers?\b(?!@)|malicious|phish\w{2,4}|injection|vulnerab\w{3,6}|exploits?|could|might|would|used to|able to|for example|e\.g\.|such as|consent screen|oauth|scopes?|gdpr|privacy policy|cookies?|parameter|--\w)\b|
    (?:^|[.:] )(?:why|how|can|does|is|are|what|could|did|has)\b.{0,160}\?|
    \b(?:fix|feat|chore|refactor|docs|test|perf|build|ci)(?:\(\w{0,20}\))?: |\b(?:user|plan) (?:has )?approved (?:your|the|this) plan\b`,
} as const satisfies Lexicon<string>;
