import { describe, expect, test } from 'vitest';
import { createLinks } from './crypto.ts';
import { createLogger, loggablePath } from './logger.ts';

const token = createLinks([{ id: 'a', secret: 'x'.repeat(32) }]).signLink('offer', {
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  version: 1,
});

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let lines = '';
  write(createLogger({ level: 'info', name: 'test', destination: { write: (line) => (lines += line) } }));
  return lines;
}

describe('the log shows no', () => {
  test('token, wherever in a path it stands', () => {
    for (const path of [
      `/o/${token}`,
      `/w/${token}/leave`,
      `/b/${token}.data`,
      `/trpc/offer.byToken/${token}`,
    ]) {
      expect(loggablePath(path)).not.toContain(token.slice(0, 20));
    }
    expect(loggablePath(`/o/${token}/accept`)).toBe('/o/…/accept');
    for (const kind of ['o', 'w', 'b', 'i', 'p']) {
      expect(loggablePath(`/${kind}/short`)).toBe(`/${kind}/…`);
    }
  });

  test('query, which holds what people searched for', () => {
    expect(loggablePath('/dashboard/fjord/waitlist?search=Kari+Nordmann')).toBe('/dashboard/fjord/waitlist');
  });

  test('secret or personal field', () => {
    const line = logged((logger) =>
      logger.info({ password: 'hunter2', entry: { customerEmail: 'kari@example.com', id: '1' } }, 'joined'),
    );
    expect(line).not.toContain('hunter2');
    expect(line).not.toContain('kari@');
    expect(line).toContain('"id":"1"');
  });

  test('value that an error took along', () => {
    const driverError = Object.assign(new Error(`no row for ${token}`), {
      detail: 'Key (customer_email)=(kari@example.com) already exists',
      code: '23505',
    });
    const line = logged((logger) =>
      logger.error({ err: new Error('to +4791234567 and kari@example.com', { cause: driverError }) }),
    );
    expect(line).not.toContain('kari@');
    expect(line).not.toContain('+4791234567');
    expect(line).not.toContain(token);
    expect(line).toContain('23505');
  });
});

test('ordinary paths and ids are logged as they are', () => {
  const path = '/dashboard/fjord/waitlist/0f8fad5b-d9cb-469f-a165-70867728950e';
  expect(loggablePath(path)).toBe(path);
});
