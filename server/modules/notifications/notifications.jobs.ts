import { z } from 'zod';
import { defineJob } from '#server/jobs/definition.ts';
import { bookingIdSchema, messageIdSchema } from '#server/platform/ids.schema.ts';

export const sendMessageQueue = 'messages.send';

/** Sends one message. A provider's refusal is not the job's: the message's own row says when it is tried again. */
export const sendMessageJob = defineJob({
  queue: sendMessageQueue,
  payload: z.object({ messageId: messageIdSchema }),
  retry: { limit: 5, firstDelaySeconds: 2, longestDelaySeconds: 60 },
  concurrency: 10,
  timeoutSeconds: 60,
  handler: async () => (await import('./send-message.ts')).sendMessage,
});

export const reconcileMessageQueue = 'messages.reconcile';

/** Asks what became of one message. The sweep asks again, for a while. */
export const reconcileMessageJob = defineJob({
  queue: reconcileMessageQueue,
  payload: z.object({ messageId: messageIdSchema }),
  retry: { limit: 0, firstDelaySeconds: 1, longestDelaySeconds: 1 },
  concurrency: 2,
  timeoutSeconds: 60,
  policy: 'short',
  handler: async () => (await import('./reconcile-message.ts')).reconcileMessage,
});

export const remindOfAppointmentQueue = 'messages.remind-of-appointment';

/** Writes the messages that remind of one appointment. The sweep does it for those whose job is gone. */
export const remindOfAppointmentJob = defineJob({
  queue: remindOfAppointmentQueue,
  payload: z.object({ bookingId: bookingIdSchema }),
  retry: { limit: 5, firstDelaySeconds: 2, longestDelaySeconds: 60 },
  concurrency: 2,
  timeoutSeconds: 60,
  handler: async () => (await import('./remind-of-appointment.ts')).remindOfAppointment,
});
