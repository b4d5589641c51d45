import { expect, test } from 'vitest';
import { explainFault, SetupFault } from './fault.ts';

const withFacts = (facts: object) => Object.assign(new Error('internals'), facts);

test.each([
  [new SetupFault('The disk is full.'), 'The disk is full.'],
  [
    withFacts({ code: 'EADDRINUSE', port: 80 }),
    'Port 80 is taken by another program: set PORT to a free one.',
  ],
  [
    withFacts({ code: 'EACCES', syscall: 'listen', port: 80 }),
    'This account may not listen on port 80: set PORT to one above 1023.',
  ],
  [withFacts({ code: '3D000' }), 'There is no such database on the server: is DATABASE_URL right?'],
  [
    new AggregateError([withFacts({ code: 'ECONNREFUSED' })]),
    "The database server can't be reached: is DATABASE_URL right?",
  ],
])('what is wrong with the machine is said in one sentence', (fault, sentence) => {
  expect(explainFault(fault)).toBe(sentence);
});

test('a fault of the program itself keeps its stack', () => {
  expect(explainFault(new TypeError('x is not a function'))).toContain('fault.test.ts');
});
