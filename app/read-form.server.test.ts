import { expect, test } from 'vitest';
import { readForm } from './read-form.server.ts';

const sent = (type: string | null, body: string) =>
  new Request('http://ledig.test/', {
    method: 'POST',
    body,
    headers: type === null ? {} : { 'content-type': type },
  });

test('a form is read', async () => {
  const form = await readForm(sent('application/x-www-form-urlencoded', 'act=cancel'));
  expect(form.get('act')).toBe('cancel');
});

test.each([
  ['JSON', 'application/json', '{"act":"cancel"}'],
  ['text', null, 'act=cancel'],
  ['nothing', null, ''],
  ['files without an end', 'multipart/form-data; boundary=x', '--x\r\n'],
  ['files without a boundary', 'multipart/form-data', 'act=cancel'],
])('%s is refused as a bad request, not as a fault', async (_what, type, body) => {
  await expect(readForm(sent(type, body))).rejects.toMatchObject({ status: 400 });
});
