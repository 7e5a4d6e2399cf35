/** Where literals stand, ascending: all of them, and those that a word of an order may hold. */
export type Places = { readonly all: number[]; readonly orders: number[] };

export function noPlaces(): Places {
  return { all: [], orders: [] };
}
