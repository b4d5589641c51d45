import type { Failure } from './notifications.schema.ts';
import { SendFailure, type FailureKind } from './message-provider.ts';

/**
 * What a provider's own code says of a message, from https://www.twilio.com/docs/api/errors and
 * https://postmarkapp.com/developer/api/overview#error-codes. What fails for us and not for the recipient (a wrong token, a sender that is not
 * confirmed, an account without credit) is `transient`: nobody must be taken for unreachable because of our own settings.
 */
const kinds: Record<string, FailureKind> = {
  // Not a number, or none that can be reached by SMS.
  'twilio:21211': 'permanent',
  'twilio:21214': 'permanent',
  'twilio:21217': 'permanent',
  'twilio:21265': 'permanent',
  'twilio:21401': 'permanent',
  'twilio:21604': 'permanent',
  'twilio:21612': 'permanent',
  'twilio:21614': 'permanent',
  'twilio:21635': 'permanent',
  // Answered STOP.
  'twilio:21610': 'permanent',
  // The country is not among those that the account may send to.
  'twilio:21408': 'refused',
  // The text is empty or too long.
  'twilio:21602': 'refused',
  'twilio:21617': 'refused',
  // Too many at once, or the queue is full.
  'twilio:14107': 'transient',
  'twilio:20429': 'transient',
  'twilio:21611': 'transient',
  'twilio:30001': 'transient',
  // Our account and our sender.
  'twilio:20003': 'transient',
  'twilio:20005': 'transient',
  'twilio:21603': 'transient',
  'twilio:21606': 'transient',
  'twilio:21659': 'transient',
  'twilio:21703': 'transient',
  'twilio:30002': 'transient',
  // Not an address, or one that bounced, complained or unsubscribed.
  'postmark:300': 'permanent',
  'postmark:406': 'permanent',
  // Our token, our sender, our account.
  'postmark:10': 'transient',
  'postmark:400': 'transient',
  'postmark:401': 'transient',
  'postmark:405': 'transient',
  'postmark:412': 'transient',
  'postmark:413': 'transient',
};

/** Errors of a connection that never came to be: nothing was sent over it. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export interface ProviderRefusal {
  provider: 'twilio' | 'postmark';
  /** Of the answer. */
  httpStatus: number;
  /** The provider's own, where the answer has one. */
  code: number | undefined;
}

/** What a provider has answered, and did not do. */
export function refusalOf({ provider, httpStatus, code }: ProviderRefusal): SendFailure {
  const own = code === undefined || code === 0 ? `${provider}:http_${httpStatus}` : `${provider}:${code}`;
  return new SendFailure(kinds[own] ?? kindOfStatus(httpStatus), own);
}

/** Too many or the server's fault: later it may work. All else is about this one message, and nobody knows what in it. */
function kindOfStatus(httpStatus: number): FailureKind {
  return httpStatus === 429 || httpStatus >= 500 || httpStatus === 401 || httpStatus === 403
    ? 'transient'
    : 'refused';
}

/**
 * What a carrier or a mail server says of the recipient themselves, from https://www.twilio.com/docs/api/errors and
 * https://postmarkapp.com/developer/api/bounce-api#bounce-types.
 */
const recipientsOwn = new Set([
  // Switched off or out of reach; has blocked us; is no number in use; a landline.
  'twilio:30003',
  'twilio:30004',
  'twilio:30005',
  'twilio:30006',
  'twilio:21610',
  'postmark:HardBounce',
  'postmark:BadEmailAddress',
  'postmark:ManuallyDeactivated',
  'postmark:SpamComplaint',
  'postmark:SpamNotification',
]);

/** Why a message did not arrive that its provider had taken. What is not known to be about the recipient is trouble. */
export function failureOfDelivery(code: string | null): Failure {
  return code !== null && recipientsOwn.has(code) ? 'permanent' : 'trouble';
}

/** What became of a call without an answer: `unclear` as soon as something may have been sent. */
export function silenceOf(provider: ProviderRefusal['provider'], error: unknown): SendFailure {
  return causes(error).some((code) => neverConnected.has(code))
    ? new SendFailure('transient', `${provider}:not_connected`)
    : new SendFailure('unclear', `${provider}:no_answer`);
}

/** The codes of an error and of those that led to it. Neither messages nor requests are looked at: they name the recipient. */
function causes(error: unknown): string[] {
  const found: string[] = [];
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if ('code' in each && typeof each.code === 'string') found.push(each.code);
    if (each instanceof AggregateError) found.push(...each.errors.flatMap(causes));
  }
  return found;
}
