/** What any of these expressions matches. They have no flags and no groups that are referred to. */
export function anyOf(expressions: readonly RegExp[]): RegExp {
  return new RegExp([...new Set(expressions.map(({ source }) => source))].join('|'));
}
