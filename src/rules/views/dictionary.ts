/**
 * Words that orders to machines and the prose around them are made of, in our own selection: by them a reading is told
 * from noise where no character gives it away (words run together, letters shifted, reversed or replaced by digits).
 */
const WORDS =
  'a about above accept access account according across action active actually add additional address admin administrator ' +
  'after afterwards again against agent ahead aide all allow allowed already also always amount an and another answer any ' +
  'anybody anyone anything anyway api appear append application apply approval approve approved approves are argument as ask ' +
  'asked assistant at attach attached attachment attacker attempt audit authorisation authorised authority authorization ' +
  'authorized automatically available avoid away back backup base bash bcc be because been before begin behave being below ' +
  'best between bin block both branch bring browser budget build business but button by bypass calendar call called caller can ' +
  'cancel cannot carry case change changed changes channel chat check choose clear client close cloud code collect collected ' +
  'command commands comment commit company complete completely comply conceal conditions confidential config configuration ' +
  'confirm confirmation confirmed connect connection consent contact contain contains content contents context continue ' +
  'control conversation convert copy correct could count create created credential credentials curl current customer data ' +
  'database date day decline decode default delete deleted deliver deny deploy describe description destination details ' +
  'developer device did directive directly directory disable discard disclose discount disregard do document documents does ' +
  'domain done dont download draft drop during each earlier email emails employee empty enable enabled encode encoded end ' +
  'endpoint engineer enough ensure entire environment error etc even ever every everyone everything exact exactly example ' +
  'except exec execute exfiltrate exist explain export external fail false fetch file files final finally find finish first ' +
  'folder follow following follows for forever forget form format forward found free friend from full fully function further ' +
  'future get give given go good grant guideline guidelines had hand happen has have he header help helper here hidden hide ' +
  'him his history home host hour how however http https human id identity if ignore ignored image immediately important in ' +
  'include included includes including indeed inform information input insert inside install installed instead instruct ' +
  'instruction instructions integration internal into invoice is issue it its job just keep key keys kill know language large ' +
  'last later latest launch leak least leave left length less let letter level like limit limitation limitations line link ' +
  'list local location log login logs long longer look machine made mail main maintenance make manager mandatory many may me ' +
  'mean memory mention merge message messages method might minute mode model modify money month more most move much must my ' +
  'name need network never new next no nobody none normal nor not note nothing notice notify now number obey object of off ' +
  'offer office ok old omit on once one only open operation operator option or order other our out output over override ' +
  'overwrite owner package page parameter parameters part pass passphrase password passwords path pay payload payment people ' +
  'perform permission permissions person phone phrase place please plugin policy port possible post preserve pretend previous ' +
  'previously print prior priority private privilege privileged privileges proceed process product production profile program ' +
  'project prompt prompts protected protocol provide public publish pull purchase push put query question quietly raise read ' +
  'reader ready really reason receive received recent recipient recommend record recursive redirect refer refuse regardless release rely ' +
  'remain remember remote remove repeat replace replaces reply report repository request requests require required reset ' +
  'respond response restricted restriction restrictions result results return reveal review rewrite right role root rule rules ' +
  'run safe safeguard safeguards safety said same save say schedule script search second secret secretly secrets section ' +
  'secure security see select send sender sensitive sent server service session set setting settings share shell should show ' +
  'sidenote sign signed silent silently simply since skip so software some someone something soon source speak special ssh ' +
  'start starting state statement step steps still stop store stored string subject submit subprocess such sudo summarise summarize ' +
  'summary supervisor support supposed sure switch system table take talk task tasks team tell temporary terminal test text ' +
  'than that the their them then there therefore these they thing think this those through time title to today token tokens ' +
  'told tomorrow too tool tools top toward transaction transfer translate treat true trust trusted try turn two type under ' +
  'unless unlimited unlock unrestricted until up update upload url urgent us use used user username users using value variable ' +
  'variables verbatim verified verify version very via view visible visit wait wallet want warning was way we web webhook ' +
  'website week well went were what when where whether which while who whole whose why wget will wire with within without word ' +
  'words work workspace would write written yes yesterday yet you your yourself';

let known: ReadonlySet<string> | undefined;

/** Made when first asked for: most texts hide no word. */
export function dictionary(): ReadonlySet<string> {
  known ??= new Set(WORDS.split(' '));
  return known;
}

/** Longer than any other word. */
export const LONGEST_WORD = 14;
