import type { Template } from './notifications.schema.ts';

/** Whether mail programs get a way to stop a message of this kind: it is about a wish, and no appointment depends on it. */
export function isAboutWaiting(template: Template): boolean {
  return !template.startsWith('booking_');
}

// What carriers and Twilio take for "no more" and "again" (https://help.twilio.com/articles/223134027), and what Norwegians write.
const noMore = new Set([
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'STOPP',
  'AVSLUTT',
  'MELDAV',
]);
const again = new Set(['START', 'UNSTOP', 'STARTIGJEN', 'MELDPÅ']);

/** Whether an SMS asks for no more messages (false), for messages again (true), or for something else (null). It must say nothing besides. */
export function consentIn(text: string): boolean | null {
  const word = text.toUpperCase().replaceAll(/[\s.,!"'«»-]/g, '');
  if (noMore.has(word)) return false;
  return again.has(word) ? true : null;
}
