import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findBreaches } from './walls.ts';

const planted = mkdtempSync(path.join(tmpdir(), 'ledig-walls-'));
afterAll(() => rmSync(planted, { recursive: true }));

function plant(file: string, source: string): void {
  const place = path.join(planted, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, source);
}

describe('dependencies point one way', () => {
  it('in all of the server', () => {
    expect(findBreaches(path.resolve(import.meta.dirname, '../..'))).toEqual([]);
  });

  it('and one that does not is found, whichever way it is written', () => {
    plant(
      'modules/bookings/lower.ts',
      "import {\n  answerOffer,\n} from '../offers/answer-offer.ts';\nexport const a = answerOffer;",
    );
    plant('modules/calendar/alias.ts', "export { b } from '#server/modules/waitlist/b.ts';");
    plant('modules/openings/lazy.ts', "export const load = () => import('../offers/match-opening.ts');");
    plant(
      'platform/up.ts',
      "import { actAs } from '#server/modules/audit/act-as.ts';\nexport const c = actAs;",
    );
    plant('modules/offers/fine.ts', "import { d } from '../waitlist/d.ts';\nexport { d };");
    plant('modules/salon/contract.ts', "import { e } from '../offers/offers.schema.ts';\nexport { e };");
    plant('modules/salon/type.ts', "import type { F } from '../offers/f.ts';\nexport type G = F;");
    expect(
      findBreaches(planted)
        .map(({ file }) => file)
        .sort(),
    ).toEqual([
      'modules/bookings/lower.ts',
      'modules/calendar/alias.ts',
      'modules/openings/lazy.ts',
      'platform/up.ts',
    ]);
  });
});
