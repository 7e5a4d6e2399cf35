import { CAPABILITIES, type Capability } from './known-servers.ts';

/** What of a tool says what it can reach: its name, and the names of its parameters. */
export type Tool = { readonly name: string; readonly parameters: readonly string[] };

const NAMES: Readonly<Record<Capability, string>> = {
  files: 'file files directory directories folder path write edit upload download filesystem',
  network: 'fetch http url request browse navigate search web send post email message webhook crawl scrape',
  execution: 'exec run shell command terminal bash script eval spawn process kill',
  secrets: 'secret secrets credential credentials password token vault keychain env environment',
  data: 'query sql database table tables schema collection record records select insert',
};
const PARAMETERS: Readonly<Record<Capability, string>> = {
  files: 'path paths file files filename filepath directory folder destination',
  network: 'url urls uri href endpoint webhook recipient',
  execution: 'command cmd script code shell expression',
  secrets: 'password secret token credential apikey',
  data: 'sql query table collection database',
};

/** What the tools can reach, by whole words of their names and parameters. `query` alone is a search as often as SQL. */
export function capabilitiesOf(tools: readonly Tool[]): Capability[] {
  return CAPABILITIES.filter((capability) => {
    const [names, parameters] = [NAMES[capability].split(' '), PARAMETERS[capability].split(' ')];
    return tools.some(
      (tool) =>
        wordsOf(tool.name).some((word) => names.includes(word)) ||
        tool.parameters.some(
          (one) =>
            wordsOf(one).some((word) => parameters.includes(word)) && !(capability === 'data' && one === 'query'),
        ),
    );
  });
}

/** A tool as `tools/list` has it; what is none has no name. */
export function toolOf(value: unknown): Tool {
  const table = (node: unknown) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>) : {});
  const { name, inputSchema } = table(value);
  return { name: typeof name === 'string' ? name : '', parameters: Object.keys(table(table(inputSchema).properties)) };
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
