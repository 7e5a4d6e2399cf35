import { encode, MIN_LITERAL } from '../scan/match/alphabet.ts';

/**
 * How common a symbol is in ordinary documentation and source code, and how often one follows another: −6·log2 of the
 * probability, as a character from `#` upwards that is no backslash. Row and column 0 are all other characters.
 */
const SYMBOL = '.>JBC9HIE>TRBF>>D]>=;EMORL[STV[Z][_]^VGMcmOdJL';
const FOLLOWS = [
  "'AIBIGGSLCXXNJHGGeFC?KLKcYYWUXabdfkhiZNNYoIZKM",
  ';UB<=XOAeC[M6=6dAb694FIORF_```ac`dccciQWtod|aW',
  '>7OKM2TVc;:^7UW:Oe?DQ8db`>[TVUVVVVWUVd;Q`gc{EW',
  '@8VJX7Zf5CW=?Wc/Sh?K5B`[_PmZ^][]^]^[_]RY}mY}NW',
  '.>RM?.NQY9^_GLR=QcGBPAXbaNr]^Z^^`_`X_ODGqkWtRM',
  '0@Q=;IDMZRObCC8PEH57=ZIL?MnffcfegahfgRCJtr^uNM',
  '19ULS:=hq2npEcO3cq<HD;sdkHtVWWWYXXXTXZOVqkN}ZP',
  '.FWR[0SJB4iaCM?FUhA@DAV]nVZjiilppj}jzNCOhoaiFL',
  '54`[`,^jk6kg]OW;YgBM8>jbxXqpipyw{vz}tZMSuoVxWT',
  'IFJ??B>AnbjU<>/6DeC66_GuNsKuplnnvwwt}cWfv}t}]^',
  'C?_Wc/fcDK`VblX?VYV)WGKFmUic_ae`rbuoppWanqm}ab',
  '/;IOP-JJY9a]ONAJHdN9KLaSiVlib^r{st{nvQBLf{[mJH',
  '5;LTA1TV]5TS6[_8NmR??=HYu@t}hjnutwv}zUHMjq_{JP',
  '82@TG0eQj7NgD?S98s]CZFWifOp^lkmnnjwssTKXut`w>Q',
  '2>`;8:G7^C^LKVJ9InY66EKesLixmmivjvy|}YJLpxYsRO',
  ';NCA9Q@HeLVK?90D>|3E@>HB^ab}tv}x}}}p}]Y`|yk}VX',
  '>4`TL2_YPAiY;IW6@q5:8>Qb^Oq_i^nh{o|ts]OSyxnyWQ',
  '?KPSWMRZZPS`ISUZ^KS@Y%^UaVTZW_dgkhmf_]EZ}tS}e`',
  '4:UDK0MEc9pKGF@7Vo>=;DLXvEw|dimntx|z}RHRpwa}TO',
  '/E]AW5T`E=iPOTV=DdR<3AVW]Hhslfnirj}x}T=@isavDM',
  '2=aIP6Vd37feMSX:Cs;@@CdR[@qwehjw{k}f}UENsw[vOL',
  'GD<DD7FDm?s_6=5[?w377[`oXhgU[Xix}}}{xnesu}w}]d',
  '@/bY]+aJn7ke_NU@dtbQZThfegkI>JVJYJ^F[aN[ksVgLQ',
  '45VVN9_R50gVQ[=9]m>>Ob`Fcaieje_nrvwwy`GZ{ift[O',
  '3<XAU<Vf]<jfRKYO.hWO0__cRNb[RWb^[Ra[bNALngepRG',
  '*@LMVHUU_Jf]FD;>2pL>EV^Lj]Yokfrpjv}t}RAFjj^tSI',
  '<;[[W0ZUP;aXDTZ/_^_P`[kZ^GAPdaeWmkpjmL1W_l`rJ^',
  ',IHKKKK_cZq`eOZdVof^inclIm_6:>EEEGFFDa2JqWmwSB',
  '0LKLLMKijiibYZdkaje^bhjoalm7=8?>>;?>?Y4KoY_rOG',
  '0GIHJJHbbglaZV_l`nfVYjfh`n_3@>>?<@A?CQ4KlPc}PE',
  '0CGCDEG`cYZeYXZgh`ZZ^kjiVjf<?:?>@???>]5JcRX}QD',
  '/EGGGFFcfaaYcV]`YhdVXOh`XUe<==@?AB@>=^5HeUK}K@',
  '1EDEDEDdbmjaXWZjcagZ^j]jYgp9;?>@<;@A>g6M`SnqQA',
  '/CDEGEEfe]g[WYb`_gdVSki`^ai=@@@7?@A?@W5HsT]}NA',
  '1ABCBCBahbibbZ_gefbXW^eebhf=>==<>>?>>h6KbSy}QD',
  '0?DEEFEZd_q`YZVZUhfX`fig_lo:@@=@?=@=AW6AiL`}QD',
  '1ACCECDYeZg[iWbk`eaWbiil_`]=>>>>?==<9Y9KlRx}OA',
  '8>B:@>CKB<GND=BB:^@:?FAHfeHZDYbgb^lbm8RRusu[_j',
  '/FM9EBIFJB?VC@HB@cE=?OMNT[N=@HKNOPRRSKAo}}}PCw',
  '%RXRTURhZRruc]X^Qr[UTVZ^mkfTPVWX^[`[adpHnpb^3f',
  '>KCH@?P@LDIT7EEL0i8<9kMZ^[eOHPM]^_gei8ptNrtb^_',
  ',BKJJFKWXTKl]R`GO}^BZS}X[`lFo/<:?QFIG}Pe[V[egl',
  "'XQUVXS_bagp^U^`bpTXU_WbhjnUNS^Pc^mfi|io}`-abm",
  '(PXBESYVTOecbTOWPpBGO`WZp}2c?R_ghqx}}_Qlk]nVAg',
  '0AB<BFJ:KCJQHE;K@]FBBJKIZ_a[NOROSXZZ[iOeb]]a1g',
  '1CF@DDFOMALXDEJFA`D@DAJLWeTGGLU^YabTTqkl}yeef-',
];

/** The four symbols of a literal that ordinary text holds least often, and about how often per MiB of it. */
export function rarestGram(literal: string): { readonly at: number; readonly frequency: number } {
  const codes = encode(literal);
  let at = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start + MIN_LITERAL <= codes.length; start += 1) {
    const here = frequency(codes, start);
    if (here < least) {
      least = here;
      at = start;
    }
  }
  return { at, frequency: least };
}

function frequency(codes: Uint8Array, start: number): number {
  let bits = value(SYMBOL, codes[start] ?? 0);
  for (let at = start; at < start + MIN_LITERAL - 1; at += 1) {
    bits += value(FOLLOWS[codes[at] ?? 0] ?? '', codes[at + 1] ?? 0);
  }
  return 2 ** (20 - bits / 6);
}

function value(row: string, column: number): number {
  const code = row.charCodeAt(column);
  return code - 35 - (code > 92 ? 1 : 0);
}
