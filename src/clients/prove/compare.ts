/** What a server said, per question (`initialize`, `tools`, …); what it does not offer is not in it. */
export type Answers = ReadonlyMap<string, unknown>;

/**
 * What a server says otherwise when it is behind oktsec, in words; undefined when there is nothing. The same questions were
 * asked in the same order.
 */
export function difference(bare: Answers, wrapped: Answers): string | undefined {
  for (const what of new Set([...bare.keys(), ...wrapped.keys()])) {
    const one = bare.get(what);
    const other = wrapped.get(what);
    if (JSON.stringify(one) !== JSON.stringify(other)) return `${what}: ${sayHow(one, other)}`;
  }
  return undefined;
}

/** The questions that were answered otherwise. */
export function differing(one: Answers, other: Answers): string[] {
  const all = new Set([...one.keys(), ...other.keys()]);
  return [...all].filter((what) => JSON.stringify(one.get(what)) !== JSON.stringify(other.get(what)));
}

function sayHow(bare: unknown, wrapped: unknown): string {
  if (bare === undefined) return 'answered only through oktsec';
  if (wrapped === undefined) return 'answered only without oktsec';
  const one = named(bare);
  const other = named(wrapped);
  if (one === undefined || other === undefined) return 'another answer through oktsec';
  const gone = [...one.keys()].filter((name) => !other.has(name));
  if (gone.length > 0) return `missing through oktsec: ${some(gone)}`;
  const more = [...other.keys()].filter((name) => !one.has(name));
  if (more.length > 0) return `only through oktsec: ${some(more)}`;
  const changed = [...one].filter(([name, entry]) => JSON.stringify(entry) !== JSON.stringify(other.get(name)));
  return changed.length > 0 ? `changed: ${some(changed.map(([name]) => name))}` : 'in another order';
}

/** A list's entries by their names. */
function named(answer: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(answer)) return undefined;
  return new Map(
    answer.map((entry: unknown, index) => {
      const fields =
        typeof entry === 'object' && entry !== null ? new Map(Object.entries(entry)) : new Map<string, unknown>();
      return [String(fields.get('name') ?? fields.get('uri') ?? fields.get('uriTemplate') ?? index), entry];
    }),
  );
}

function some(names: readonly string[]): string {
  const rest = names.length - 3;
  return `${names.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
