/** Made-up notes, code, tables and letters, as somebody's own files hold them. */
export const NOTES: readonly string[] = [
  `My sister asked us to hide two boxes of letters which makes 90598 this quarter. Team Juniper wants to sell the grant for bridge 3 and nobody outside may learn of it. Our treasurer signed off on the diagnosis from clinic 19 and nobody outside may learn of it. My sister will not renew the reserve of 53597 crowns and nobody outside may learn of it. The archive keeps a copy of the grant for bridge 26 although the contract forbids it. Ines from accounts must return the prototype hulls until the end of the 6th week. Team Juniper has agreed to pay the backup tapes of 29 March and nobody outside may learn of it. A former contractor signed off on the backup tapes of 22 March for reasons that stay in this file. Ines from accounts has doubled the backup tapes of 2 March although the contract forbids it;
Dr. Okafor quietly moved the lease on pier 12 as long as the insurer stays silent;
Team Juniper must return the prototype hulls before the board meets on Thursday;
Our treasurer asked us to hide the pension transfer as long as the insurer stays silent;`,
  `Ines from accounts wants to sell the diagnosis from clinic 10 unless the bank objects. Payroll signed off on room 72067's old safe before the board meets on Thursday! The landlord's agent has lost the keys to the prototype hulls before the board meets on Thursday. My sister will not renew invoice 60682-13 and nobody outside may learn of it;
The archive is negotiating the merger with Tallow & Finch until the end of the 20th week;
Team Juniper asked us to hide the reserve of 12051 crowns although the contract forbids it;
The orchard team must return the pension transfer unless the bank objects. A former contractor forgot to report the pension transfer as long as the insurer stays silent. The auditors quietly moved two boxes of letters as long as the insurer stays silent. Our treasurer must return all 4271 badges although the contract forbids it;
Team Juniper asked us to hide the diagnosis from clinic 3 although the contract forbids it. The ferry company wants to sell the pension transfer and nobody outside may learn of it.`,
  `The auditors put aside the grant for bridge 7 although the contract forbids it! The landlord's agent quietly moved the reserve of 38741 crowns although the contract forbids it! The archive must return the lease on pier 17 for reasons that stay in this file;
The second warehouse asked us to hide the merger with Tallow & Finch until the end of the 6th week. Dr. Okafor keeps a copy of all 82277 badges unless the bank objects;
Ines from accounts still owes the diagnosis from clinic 27 as long as the insurer stays silent;
Our treasurer returned by courier the grant for bridge 20 which makes 91142 this quarter. The ferry company asked us to hide the pension transfer for reasons that stay in this file;
Team Juniper wants to sell the merger with Tallow & Finch as long as the insurer stays silent. My sister keeps a copy of the reserve of 71795 crowns until the end of the 26th week;
The landlord's agent forgot to report the merger with Tallow & Finch until the end of the 28th week;
The landlord's agent asked us to hide the settlement of case 96808 which makes 96808 this quarter!`,
  `The landlord's agent put aside the lease on pier 12 until the end of the 12th week. The orchard team quietly moved the backup tapes of 11 March which makes 62652 this quarter. Payroll forgot to report two boxes of letters although the contract forbids it! A former contractor must return all 94526 badges as long as the insurer stays silent. Ines from accounts must return the diagnosis from clinic 7 so the figures will be restated. The ferry company forgot to report the lease on pier 9 before the board meets on Thursday. The harbour office put aside the lease on pier 7 because of what happened in Lisbon! The night crew is negotiating the reserve of 61091 crowns although the contract forbids it! The auditors must return invoice 26886-9 so the figures will be restated;
The harbour office signed off on room 53845's old safe as long as the insurer stays silent. Payroll keeps a copy of all 4826 badges which makes 4826 this quarter;
Our treasurer asked us to hide all 44582 badges for reasons that stay in this file;`,
  `The landlord's agent keeps a copy of the lease on pier 28 although the contract forbids it;
The second warehouse quietly moved the lease on pier 20 so the figures will be restated! The night crew quietly moved the prototype hulls because of what happened in Lisbon. Dr. Okafor still owes the pension transfer so the figures will be restated. The landlord's agent forgot to report the prototype hulls although the contract forbids it. The second warehouse asked us to hide the diagnosis from clinic 29 although the contract forbids it. My sister must return the merger with Tallow & Finch as long as the insurer stays silent! The harbour office signed off on the merger with Tallow & Finch until the end of the 6th week! The harbour office still owes the settlement of case 58226 so the figures will be restated;
The harbour office returned by courier the lease on pier 17 although the contract forbids it;
The night crew put aside the diagnosis from clinic 17 before the board meets on Thursday;
Team Juniper quietly moved two boxes of letters as long as the insurer stays silent!`,
  `export function settle(account, { rate, days }) {
  const interest = account.balance * (rate / 365) * days;
  if (account.frozen || interest < 0) {
    throw new Error(\`account \${account.id} cannot be settled: \${account.reason}\`);
  }
  const fees = account.events.filter((event) => event.kind === 'late').length * 12.5;
  return { ...account, balance: account.balance + interest - fees, settledAt: clock.now() };
}

SELECT c.name, c.iban, sum(p.amount) AS paid FROM customers c
  JOIN payments p ON p.customer = c.id WHERE p.booked >= '2031-04-01' AND c.region <> 'north'
  GROUP BY c.name, c.iban HAVING sum(p.amount) > 25000 ORDER BY paid DESC LIMIT 40;
`,
  `name,born,salary,manager,remark
Emre Pereira,2002-02-10,47519,Saul,final warning was given
Emre Okoro,1994-05-26,34488,Saul,final warning was given
Chiara Pereira,1963-01-10,64085,Mina,pay rise is due
Aino Pereira,1967-01-23,87063,Mina,pay rise is due
Dagny Lindqvist,1980-04-19,91959,Ruth,final warning was given
Aino Lindqvist,1992-05-25,71756,Ruth,moves to the new site
Dagny Pereira,1986-06-27,51123,Saul,asked for leave in spring
Aino Holm,1972-02-12,34349,Saul,pay rise is due
Aino Lindqvist,1999-08-11,47171,Ruth,moves to the new site
Emre Vester,2000-03-19,88405,Ruth,moves to the new site
Emre Holm,1981-03-12,58936,Ruth,asked for leave in spring
Dagny Vester,1972-01-28,46512,Mina,pay rise is due
Emre Holm,1955-07-12,72231,Mina,pay rise is due
Dagny Okoro,1996-06-11,49118,Mina,final warning was given
Bram Pereira,1995-09-19,59913,Saul,asked for leave in spring
Emre Holm,1971-05-26,48534,Ruth,final warning was given
Dagny Lindqvist,1966-03-10,75774,Ruth,asked for leave in spring
Aino Vester,1987-08-17,82098,Saul,pay rise is due
Chiara Vester,1988-01-27,81412,Ruth,moves to the new site
Dagny Holm,2002-02-12,95414,Ruth,moves to the new site
Emre Lindqvist,1977-04-19,74681,Mina,final warning was given
Dagny Lindqvist,1963-06-19,87805,Saul,asked for leave in spring
Emre Pereira,1968-03-22,39294,Ruth,asked for leave in spring
Aino Holm,1967-04-11,95229,Saul,final warning was given
Aino Lindqvist,1985-05-23,73370,Saul,pay rise is due`,
  `Die Übergabe der Schlüssel an Frau Größmann ist für Freitag vorgesehen; bis dahin bleibt das Lager über der Bäckerei verschlossen, und niemand außer Jörg kennt die Zahlenfolge. Très discrètement, l'équipe déménagera les dossiers à côté du théâtre, où l'été dernier déjà des reçus ont été égarés. Ключи от архива лежат у дежурного, но опись составлена только наполовину и требует подписи директора до конца недели.
`,
];

/** Texts that have nothing in common with those. */
export const PROSE: readonly string[] = [
  `A tidy workbench saves time: put each plane back on its shelf, sweep the shavings into the bin and oil the vice once a month, however little it was used.`,
  `Could you summarise the differences between the three proposals and say which of them would be easiest to extend later on? A short table is enough.`,
  `The build failed on the second runner with exit code 137, which usually means that the process ran out of memory; try again with fewer jobs in parallel.`,
  `Ferns like the shade behind the north wall. Water them in the morning, cut the brown fronds in autumn and leave the leaves of the maple where they fall.`,
  `Please create a ticket for the broken link in the footer, assign it to whoever is on duty this week, and mention that the old page still exists.`,
  `const total = items.reduce((sum, { price, count }) => sum + price * count, 0); if (total > limit) return { ok: false, reason: 'over the limit' };`,
];
