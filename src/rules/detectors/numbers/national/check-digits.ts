/** The weighted sum of the digits of a number. */
export function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at] ?? 0), 0);
}

/** Brazil: CPF. */
export function cpf(id: string): boolean {
  return varied(id) && fits(id, 9, [10, 9, 8, 7, 6, 5, 4, 3, 2]) && fits(id, 10, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
}

/** Brazil: CNPJ. */
export function cnpj(id: string): boolean {
  return (
    varied(id) &&
    fits(id, 12, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) &&
    fits(id, 13, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
  );
}

function fits(id: string, at: number, weights: readonly number[]): boolean {
  const rest = weighted(id, weights) % 11;
  return Number(id[at]) === (rest < 2 ? 0 : 11 - rest);
}

/** France: number of social security, its key included. */
export function nir(id: string): boolean {
  const body = id.slice(0, 13).replace(/2A/i, '19').replace(/2B/i, '18');
  return 97 - (Number(body) % 97) === Number(id.slice(13));
}

/** Germany: tax identification; ISO 7064 MOD 11,10, and exactly one digit doubled or tripled among the first ten. */
export function steuerId(id: string): boolean {
  const sizes = [...new Set(id.slice(0, 10))].length;
  return id[0] !== '0' && (sizes === 9 || sizes === 8) && mod11and10(id);
}

/** ISO 7064 MOD 11,10, also Croatia's OIB. */
export function mod11and10(id: string): boolean {
  let product = 10;
  for (const digit of id.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(id.at(-1));
}

/** The Netherlands: BSN. */
export function bsn(id: string): boolean {
  return varied(id) && weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
}

/** Belgium: national number, of either century. */
export function belgian(id: string): boolean {
  const check = Number(id.slice(9));
  return 97 - (Number(id.slice(0, 9)) % 97) === check || 97 - (Number(`2${id.slice(0, 9)}`) % 97) === check;
}

/** Portugal: NIF. */
export function nif(id: string): boolean {
  const rest = weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return /^[12356789]/.test(id) && Number(id[8]) === (rest < 2 ? 0 : 11 - rest);
}

/** Finland: personal identity code. */
export function hetu(id: string): boolean {
  return '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(id.slice(0, 6) + id.slice(-4, -1)) % 31] === id.at(-1);
}

/** Norway: birth number. */
export function fodselsnummer(id: string): boolean {
  const first = (11 - (weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
  const second = (11 - (weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return Number(id[9]) === first && Number(id[10]) === second;
}

/** Chile: RUT. */
export function rut(id: string): boolean {
  let sum = 0;
  for (let at = 0; at < id.length - 1; at += 1) sum += Number(id[id.length - 2 - at]) * (2 + (at % 6));
  return '0K987654321'[sum % 11] === id.at(-1);
}

/** Argentina: CUIT and CUIL. */
export function cuit(id: string): boolean {
  return Number(id[10]) === (11 - (weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
}

/** Mexico: CURP. */
export function curp(id: string): boolean {
  const symbols = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
  const sum = [...id.slice(0, 17)].reduce((total, char, at) => total + symbols.indexOf(char) * (18 - at), 0);
  return Number(id[17]) === (10 - (sum % 10)) % 10;
}

/** China: resident identity number. */
export function chinese(id: string): boolean {
  return '10X98765432'[weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === id.at(-1);
}

/** South Korea: resident registration number. */
export function korean(id: string): boolean {
  return Number(id[12]) === (11 - (weighted(id, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10;
}

/** Japan: my number. */
export function myNumber(id: string): boolean {
  const rest = weighted(id, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return varied(id) && Number(id[11]) === (rest < 2 ? 0 : 11 - rest);
}

/** Australia: tax file number. */
export function taxFile(id: string): boolean {
  return varied(id) && weighted(id, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0;
}

/** Turkey: identity number. */
export function turkish(id: string): boolean {
  const odd = weighted(id, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(id, [0, 1, 0, 1, 0, 1, 0, 1]);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return id[0] !== '0' && Number(id[9]) === tenth && Number(id[10]) === (odd + even + tenth) % 10;
}

/** Romania: CNP. */
export function romanian(id: string): boolean {
  return (
    Number(id[12]) === ((weighted(id, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11) % 10 || 0) ||
    (weighted(id, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11 === 10 && id[12] === '1')
  );
}

/** Bulgaria: EGN. */
export function bulgarian(id: string): boolean {
  return Number(id[9]) === (weighted(id, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
}

/** Ireland: PPS number. */
export function pps(id: string): boolean {
  const extra = id.length > 8 ? ' ABCDEFGHI'.indexOf(id[8] === 'W' ? ' ' : (id[8] ?? ' ')) * 9 : 0;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[(weighted(id, [8, 7, 6, 5, 4, 3, 2]) + extra) % 23] === id[7];
}

/** Switzerland: AHV number, an EAN. */
export function ahv(id: string): boolean {
  return Number(id[12]) === (10 - (weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10;
}

/** Not one digit over and over, which many checks pass. */
export function varied(id: string): boolean {
  return new Set(id).size > 2;
}
