import { describe, expect, test } from 'vitest';
import { passwordProblem } from './password.rules.ts';

const about = ['Kari Nordmann', 'kari.nordmann@fjord.example'];

describe('a password', () => {
  test.each([
    'regn i mars',
    'fjell og fjord',
    'tre blå kopper',
    'xK9-mmpq-2Lw',
    'passord er kjedelig',
    'solskinn 👩‍🦰 på tak',
  ])('will do: %s', (password) => expect(passwordProblem(password, about)).toBeNull());

  test.each(['', 'kort', '123456789', 'ni tegn! '])('is too short: "%s"', (password) =>
    expect(passwordProblem(password, about)).toBe('too_short'),
  );

  test.each([
    'password123',
    'Passord2026',
    'P@ssw0rd2026!',
    'velkommen1',
    'sommersommer',
    'aaaaaaaaaa',
    '1231231231',
    '1234567890',
    '0987654321',
    'qwertyuiop',
    'lkjhgfdsa1',
    'abcdefghij',
    'karinordmann',
    'Nordmann1984',
    'fjordexample',
  ])('is one of the first that anybody would try: %s', (password) =>
    expect(passwordProblem(password, about)).toBe('too_common'),
  );
});
