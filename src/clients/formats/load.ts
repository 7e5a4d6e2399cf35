import type { Format } from './tree.ts';

export type FormatId = 'json' | 'jsonc' | 'toml' | 'yaml';

/** The syntax of that name; its library is loaded when a file of the kind is looked at. */
export async function loadFormat(id: FormatId): Promise<Format> {
  if (id === 'toml') return (await import('./toml.ts')).TOML;
  if (id === 'yaml') return (await import('./yaml.ts')).YAML;
  const { JSONC, JSON_STRICT } = await import('./json.ts');
  return id === 'json' ? JSON_STRICT : JSONC;
}
