import type { SweepStep } from '#server/jobs/definition.ts';
import { remindOfForgottenAppointments } from './remind-of-appointment.ts';
import { reconcileMessageQueue, sendMessageQueue } from './notifications.jobs.ts';

/** So many rows a minute at most, so that one sweep ends before the next. */
const batchSize = 500;

/** Nothing takes as long to send: whoever was sending it is gone, and nobody knows whether it went out. */
const sendingTakesAtMost = '15 minutes';

/** Finds queued messages whose job is gone (they are written together, so a person or a restored backup removed it). */
const requeueLostMessages: SweepStep = {
  name: 'messages-requeued',
  run: ({ inTransaction }) =>
    inTransaction(async (tx) => {
      const lost = await tx.db.$queryRaw<{ id: string }[]>`
        SELECT m.id
        FROM messages m
        WHERE m.status = 'queued'
          AND coalesce(m.send_after, m.created_at) < ${tx.now}::timestamptz - interval '1 minute'
          AND NOT EXISTS (
            SELECT
            FROM pgboss.job j
            WHERE j.name = ${sendMessageQueue}
              AND j.state IN ('created', 'retry', 'active')
              AND j.data ->> 'messageId' = m.id::text
          )
        ORDER BY m.created_at
        LIMIT ${batchSize}`;
      await tx.enqueueMany(lost.map(({ id }) => ({ queue: sendMessageQueue, data: { messageId: id } })));
      return lost.length;
    }),
};

const giveUpInterruptedMessages: SweepStep = {
  name: 'messages-unknown',
  run: ({ inTransaction }) =>
    inTransaction(
      (tx) => tx.db.$executeRaw`
        UPDATE messages
        SET status = 'unknown', last_error = 'interrupted'
        WHERE status = 'sending'
          AND coalesce(taken_at, created_at) < ${tx.now}::timestamptz - ${sendingTakesAtMost}::interval`,
    ),
};

/** Providers list what they took within moments; what they do not know after so long they never got, or lost. */
export const providersAreAskedFor = '1 hour';

const askWhatBecame: SweepStep = {
  name: 'messages-asked-after',
  run: ({ inTransaction }) =>
    inTransaction(async (tx) => {
      const unknown = await tx.db.$queryRaw<{ id: string }[]>`
        SELECT id
        FROM messages
        WHERE status = 'unknown' AND coalesce(taken_at, created_at) > ${tx.now}::timestamptz - ${providersAreAskedFor}::interval
        ORDER BY created_at
        LIMIT ${batchSize}`;
      for (const { id } of unknown) {
        await tx.enqueue(reconcileMessageQueue, { messageId: id }, { singletonKey: id });
      }
      return unknown.length;
    }),
};

export const messageSweeps: readonly SweepStep[] = [
  requeueLostMessages,
  giveUpInterruptedMessages,
  askWhatBecame,
  remindOfForgottenAppointments,
];
