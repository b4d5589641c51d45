import type { Random } from './random.ts';

const givenNames = {
  women: [
    'Nora',
    'Emma',
    'Ella',
    'Sofie',
    'Maja',
    'Olivia',
    'Astrid',
    'Frida',
    'Sigrid',
    'Live',
    'Tiril',
    'Hedda',
    'Vilde',
    'Ida',
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
    'Åse',
    'Ragnhild',
    'Gro',
    'Linn',
  ],
  men: [
    'Jakob',
    'Emil',
    'Noah',
    'Oliver',
    'Filip',
    'William',
    'Lukas',
    'Håkon',
    'Sindre',
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
  ],
} as const;

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

/** Whom a service of that key is mostly for. */
const mostlyFor: Readonly<Record<string, keyof typeof givenNames>> = {
  men: 'men',
  fade: 'men',
  beard: 'men',
  shave: 'men',
  child: 'men',
  women: 'women',
  long: 'women',
  roots: 'women',
  colour: 'women',
  stripes: 'women',
  balayage: 'women',
  updo: 'women',
  blowout: 'women',
};

/** Somebody new, who might want such a service. */
export type People = (serviceKey: string) => Person;

/** People who differ from each other in name and contact. Their numbers can't reach anybody: Norway has given the series 49 to nobody. */
export function peopleFrom(random: Random): People {
  const known = new Set<string>();
  let number = 100_000;
  return (serviceKey) => {
    const given = givenNames[mostlyFor[serviceKey] ?? (random.chance(0.7) ? 'women' : 'men')];
    let name: string;
    do name = `${random.pick(given)} ${random.pick(familyNames)}`;
    while (known.has(name));
    known.add(name);
    number += random.between(101, 997);
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
