import { parseDocument } from 'yaml';
import { checked, type Value, withValue } from './meaning.ts';
import { insertPair, isEmpty, isFlow, pairOf, parse, replaceValue, word } from './yaml-text.ts';

/** What `init` knows of an agent it found. */
export type FoundAgent = {
  readonly name: string;
  readonly server: boolean;
  readonly description?: string | undefined;
  readonly tags: readonly string[];
};

/**
 * The text with an entry for each of these agents that has none.
 * @throws OktsecError `config_edit` when the text cannot be edited safely
 */
export function addAgents(text: string, agents: readonly FoundAgent[]): string {
  return agents.reduce((edited, agent) => addAgent(edited, agent.name, agentFlow(agent)), text);
}

/** An agent's entry as one line of flow YAML. */
export function agentFlow({ server, description, tags }: FoundAgent): string {
  const members = [
    ...(server ? ['server: true'] : []),
    ...(description === undefined ? [] : [`description: ${JSON.stringify(description)}`]),
    ...(tags.length === 0 ? [] : [`tags: [${tags.map(word).join(', ')}]`]),
  ];
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** One more agent, its entry as flow YAML; the text as it is where there is one of this name. */
export function addAgent(text: string, agent: string, flow = '{}'): string {
  const agents = pairOf(parse(text), 'agents');
  if (agents && pairOf(agents.value, agent)) return text;
  const change = (root: Value) => withValue(root, ['agents', agent], parseDocument(flow).toJS());
  if (!agents) {
    const written = isFlow(parse(text)) ? `agents: { ${word(agent)}: ${flow} }` : `agents:\n  ${word(agent)}: ${flow}`;
    return checked(text, insertPair(text, parse(text), written, false), change);
  }
  if (isEmpty(agents.value)) return checked(text, replaceValue(text, agents, `{ ${word(agent)}: ${flow} }`), change);
  return checked(text, insertPair(text, agents.value, `${word(agent)}: ${flow}`, false), change);
}
