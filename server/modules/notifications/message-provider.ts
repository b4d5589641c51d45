import type { MessageId } from '#server/platform/ids.schema.ts';
import type { ComposedMessage } from './compose-message.ts';

export interface OutgoingMessage {
  id: MessageId;
  /** E.164 number or e-mail address. */
  recipient: string;
  /** Whom it comes from, as people know them. */
  senderName: string;
  content: ComposedMessage;
  /** Where one request stops mail of this kind (RFC 8058); null where a customer can't do without it. */
  unsubscribeLink: string | null;
  /** After so many seconds it has no sense any more; null when it always has. */
  validForSeconds: number | null;
}

/** Carries messages of a channel to people. */
export interface MessageProvider {
  /** Kept with each message that it took. */
  readonly name: string;
  /**
   * Resolves when the provider has accepted the message, with the id that it gave it.
   * @throws SendFailure when the provider said no; any other error means that nobody knows whether it went out
   */
  send(message: OutgoingMessage): Promise<{ providerId: string }>;
  /**
   * Asks whether a message that nobody knows of was taken after all. Null: the provider does not know it (yet). Left out: it takes nothing
   * without an answer.
   * @throws SendFailure when there was no answer
   */
  find?(message: OutgoingMessage & { since: Date }): Promise<{ providerId: string } | null>;
}

/**
 * `permanent`: it will never work for this recipient. `refused`: it will never work, which is no fault of the recipient. `transient`: the same call may work later, and this one did
 * nothing. `unclear`: it may have gone out.
 */
export type FailureKind = 'permanent' | 'refused' | 'transient' | 'unclear';

export class SendFailure extends Error {
  override readonly name = 'SendFailure';
  readonly kind: FailureKind;
  /** The provider's own code, such as `twilio:21610`: no recipient, no text. */
  readonly code: string;

  constructor(kind: FailureKind, code: string, options?: ErrorOptions) {
    super(`${kind}: ${code}`, options);
    this.kind = kind;
    this.code = code;
  }
}

/** Nothing leaves this machine: the row itself, once it is marked as sent, is what /dev/inbox shows. */
export const inboxProvider: MessageProvider = {
  name: 'inbox',
  send: ({ id }) => Promise.resolve({ providerId: id }),
};
