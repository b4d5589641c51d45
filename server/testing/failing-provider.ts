import {
  SendFailure,
  type FailureKind,
  type MessageProvider,
} from '#server/modules/notifications/message-provider.ts';

/** A provider that takes no message, always for the same reason. */
export function failingProvider(kind: FailureKind): MessageProvider {
  return { name: 'failing', send: () => Promise.reject(new SendFailure(kind, `test:${kind}`)) };
}
