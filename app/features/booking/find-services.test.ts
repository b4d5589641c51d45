import { describe, expect, test } from 'vitest';
import { findServices } from './find-services.ts';

const service = (name: string, description = '') => ({
  id: name,
  name,
  description,
  facts: '',
  price: '',
  href: '/',
});
const groups = [
  {
    category: 'Klipp',
    services: [service('Dameklipp', 'Vask, klipp og føning.'), service('Luggklipp')],
  },
  { category: 'Farge', services: [service('Balayage', 'Frihånd, toner og stell.'), service('Striper')] },
];
const found = (find: string) =>
  findServices(groups, find).flatMap(({ services }) => services.map(({ name }) => name));

describe('searching the services of a salon', () => {
  test.each([
    ['its name', 'BALA', ['Balayage']],
    ['its description', 'føning', ['Dameklipp']],
    ['its category', 'farge', ['Balayage', 'Striper']],
  ])('finds one by %s', (_, find, names) => {
    expect(found(find)).toEqual(names);
  });

  test('asks for no accents and no special letters, and takes them', () => {
    expect(found('frihand')).toEqual(['Balayage']);
    expect(found('foning')).toEqual(['Dameklipp']);
    // As some keyboards send it: the letter and its ring apart.
    expect(found('friha\u030And')).toEqual(['Balayage']);
  });

  test('wants every word, wherever it stands', () => {
    expect(found('klipp vask')).toEqual(['Dameklipp']);
    expect(found('klipp balayage')).toEqual([]);
  });

  test('shows all while nothing is asked', () => {
    expect(found('  ')).toEqual(['Dameklipp', 'Luggklipp', 'Balayage', 'Striper']);
  });
});
