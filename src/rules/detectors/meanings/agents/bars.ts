import { wording } from '../../../wording.ts';
/** What stands between a wish and its being done, as a part of larger expressions. */
export const BAR = wording`
  (?:approvals?|approval (?:queue|step|gate)|sign-?offs?|(?:second |two |missing |their |his |her |my |
  message )?signatures?|second (?:person|look|pair|opinion)|four[- ]eyes|two[- ](?:person|man|key) (?:rule|
  approval)|dual control|reviews?|confirm(?:ation)?(?: dialogs?| prompts?)?s?|call-?backs?|verification|
  validat(?:ion|ors?)|authentication|authori[sz]ation|proof of \w{4,10}|identity checks?|(?:usual |your |the |all |
  any |those |these |safety |security )(?:checks?|tests)|rate limits?|prüfungen|kontrollen|safeguards?|
  guard ?rails?|(?:price|credit|background|age|quality|sanity|virus|export|plausibility|compliance|safety|fraud|
  stock|legal) checks?|(?:security )?scan(?:s|ning|ner)?|oversight|supervision|in the loop|quorum|consent|
  permission prompts?|spending limits?|(?:the|your|all) limits?|allow-?list|restrictions?|polic(?:y|ies)|audit(?:s|
  ing| trail| log)?|paperwork|(?:the|that|this) hold|(?:privacy|safety|security|house|export|retention|
  compliance) rules?|reviewer(?: bot| agent)?|quarantine|hash(?:es)?|checksums?|countersign\w{0,6}|retention|
  opt-?outs?|protokollierung|datenschutz|due diligence|compliance|kyc|background check|human (?:review|approval|
  check)|freigabe|prüfung|genehmigung|kontrolle|bestätigung|rückfragen?|unterschrift|signaturen?|signaturprüfung|
  vérification|validation|approbation|contrôle|aprobación|revisión|verificación|confirmación|la firma|aprovação|
  verificação|confirmação|revisão|approvazione|la verifica|controllo|conferma|goedkeuring|controle|bevestiging|
  handtekening|weryfikacj\w{1,3}|zatwierdzeni\w{1,2}|zgody)`;
