import type { Random } from './random.ts';

const givenNames = [
  'Nora',
  'Emma',
  'Ella',
  'Sofie',
  'Maja',
  'Olivia',
  'Astrid',
  'Ingrid',
  'Frida',
  'Sigrid',
  'Live',
  'Tiril',
  'Hedda',
  'Vilde',
  'Ida',
  'Thea',
  'Selma',
  'Amalie',
  'Mathilde',
  'Julie',
  'Silje',
  'Marit',
  'Anne',
  'Kari',
  'Randi',
  'Berit',
  'Solveig',
  'Turid',
  'Hilde',
  'Camilla',
  'Aisha',
  'Fatima',
  'Hodan',
  'Mina',
  'Anja',
  'Birgitte',
  'Jakob',
  'Emil',
  'Noah',
  'Oliver',
  'Filip',
  'William',
  'Lukas',
  'Håkon',
  'Sindre',
  'Eirik',
  'Magnus',
  'Henrik',
  'Ola',
  'Per',
  'Lars',
  'Knut',
  'Svein',
  'Arne',
  'Bjørn',
  'Terje',
  'Trond',
  'Øyvind',
  'Ahmed',
  'Yusuf',
  'Andreas',
  'Sander',
  'Kristoffer',
  'Tobias',
  'Odd',
  'Geir',
  'Rune',
  'Marius',
  'Stian',
  'Vegard',
  'Sveinung',
  'Åse',
] as const;

const familyNames = [
  'Hansen',
  'Johansen',
  'Olsen',
  'Larsen',
  'Andersen',
  'Pedersen',
  'Nilsen',
  'Kristiansen',
  'Jensen',
  'Karlsen',
  'Johnsen',
  'Pettersen',
  'Eriksen',
  'Berg',
  'Haugen',
  'Hagen',
  'Johannessen',
  'Andreassen',
  'Jacobsen',
  'Dahl',
  'Jørgensen',
  'Halvorsen',
  'Henriksen',
  'Lund',
  'Sørensen',
  'Gundersen',
  'Moen',
  'Iversen',
  'Strand',
  'Solberg',
  'Svendsen',
  'Eide',
  'Knutsen',
  'Martinsen',
  'Bakken',
  'Kristoffersen',
  'Lie',
  'Rasmussen',
  'Amundsen',
  'Lunde',
  'Bakke',
  'Moe',
  'Nygård',
  'Fredriksen',
  'Holm',
  'Lien',
  'Haugland',
  'Aas',
  'Ali',
  'Hussain',
  'Myhre',
  'Ødegård',
  'Sandvik',
  'Tangen',
  'Nguyen',
  'Brekke',
  'Fjeld',
  'Vik',
  'Rønning',
  'Skogen',
] as const;

export interface Person {
  name: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
}

/**
 * Tells a stream of people apart by name and contact.
 * @param firstNumber of the phone numbers: Norway's plan has given the series 49 to nobody, so no message could reach a person
 */
export function peopleFrom(random: Random, firstNumber: number): () => Person {
  const known = new Set<string>();
  let number = firstNumber;
  return () => {
    let name: string;
    do name = `${random.pick(givenNames)} ${random.pick(familyNames)}`;
    while (known.has(name));
    known.add(name);
    number += random.between(11, 97);
    const hasEmail = random.chance(0.85);
    return {
      name,
      email: hasEmail ? `${asciiOf(name)}@example.${random.pick(['com', 'org', 'net'])}` : null,
      phone: !hasEmail || random.chance(0.9) ? `+4749${String(number).padStart(6, '0')}` : null,
    };
  };
}

function asciiOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .replaceAll('æ', 'ae')
    .replaceAll(' ', '.');
}
