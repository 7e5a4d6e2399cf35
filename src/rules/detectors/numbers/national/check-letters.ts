/** Italy: codice fiscale. */
export function codiceFiscale(id: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
  let sum = 0;
  for (let at = 0; at < 15; at += 1) {
    const code = id.charCodeAt(at);
    const value = code < 58 ? code - 48 : code - 65;
    sum += at % 2 === 0 ? (odd[value] ?? 0) : value;
  }
  return id.charCodeAt(15) - 65 === sum % 26;
}

/** United Kingdom: NHS number. */
export function nhs(id: string): boolean {
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += Number(id[at]) * (10 - at);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(id[9]) && new Set(id).size > 2;
}

/** Poland: PESEL. */
export function pesel(id: string): boolean {
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return (10 - (sum % 10)) % 10 === Number(id[10]);
}

/** Singapore: NRIC and FIN. */
export function nric(id: string): boolean {
  const weights = [2, 7, 6, 5, 4, 3, 2];
  const first = id[0] ?? '';
  const offset = first === 'T' || first === 'G' ? 4 : first === 'M' ? 3 : 0;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(id[at + 1]), offset);
  const letters = first === 'S' || first === 'T' ? 'JZIHGFEDCBA' : first === 'M' ? 'KLJNPQRTUWX' : 'XWUTRQPNMLK';
  const at = first === 'M' ? 10 - (sum % 11) : sum % 11;
  return letters[at] === id.at(-1);
}

/** The dihedral check of Aadhaar: composition in D5 and the permutation (1 5 8 9 4 2 7 0)(3 6). */
export function verhoeff(id: string): boolean {
  const step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  let check = 0;
  for (let at = 0; at < id.length; at += 1) {
    let digit = Number(id[id.length - 1 - at]);
    for (let times = at % 8; times > 0; times -= 1) digit = step[digit] ?? 0;
    check = dihedral(check, digit);
  }
  return check === 0;
}

function dihedral(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5;
  return b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5;
}
