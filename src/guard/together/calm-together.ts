import type { Channel, Part } from '../../message/message.ts';
import { BONDS, bondsOver } from '../../rules/chance.ts';
import { isCalm, type RuleSet } from '../../rules/scan/scan.ts';
import { withoutFiles } from './file-argument.ts';
import { between, GLUES } from './glue.ts';
import { spokenKeys } from './spoken-keys.ts';
import { EDGE, type Tail } from './tail.ts';

/**
 * Where nothing was found in the single texts and nothing began in those before: true only when there is nothing in what joins them
 * either. False says nothing.
 */
export function calmTogether(rules: RuleSet, parts: readonly Part[], tail: Tail): boolean {
  if (tail.reach > EDGE || spokenKeys(parts).length > 0) return false;
  const channel = parts.find(isFree)?.channel;
  if (channel === undefined) return true;
  const texts: string[] = [];
  const said = withoutFiles(parts);
  const apart = said.length < parts.length;
  for (const [index, glue] of GLUES.entries()) {
    const edge = tail.edges[index] ?? '';
    if (apart && !meet(parts, channel, '', glue, texts)) return false;
    if (!meet(said, channel, edge, glue, texts)) return false;
  }
  // What several texts of one message make with each other counts whatever it is.
  const bonds = parts.filter(isFree).length > 1 ? BONDS.text : bondsOver(channel, true);
  // Cut out of longer texts all of them, they are read at once: what begins a text begins none of these.
  if (!apart && tail.edges[0].length >= EDGE)
    return texts.length === 0 || isCalm(rules, channel, texts.join('\n'), bonds);
  return texts.every((text) => isCalm(rules, channel, text, bonds));
}

/** Adds where texts meet, each other and the end of what was said; false where they cannot be read so. */
function meet(parts: readonly Part[], channel: Channel, edge: string, glue: string, texts: string[]): boolean {
  let text = edge;
  let last = edge;
  let pieces = text === '' ? 0 : 1;
  const close = () => {
    if (pieces > 1 && !texts.includes(text)) texts.push(text);
    text = '';
    pieces = 0;
  };
  for (const part of parts) {
    if (!isFree(part)) continue;
    // What describes tools is read with their names too; rules differ by channel.
    if (part.channel === 'tool_description' || part.channel !== channel) return false;
    const piece = part.text.length <= EDGE ? part.text : part.text.slice(0, EDGE);
    text = pieces === 0 ? piece : text + between(last, glue, piece) + piece;
    last = piece;
    pieces += 1;
    if (part.text.length <= EDGE) continue;
    close();
    text = part.text.slice(-EDGE);
    last = text;
    pieces = 1;
  }
  close();
  return true;
}

function isFree({ joins, key, text }: Part): boolean {
  return joins && !key && text !== '';
}
