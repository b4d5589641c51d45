import {
  SendFailure,
  type FailureKind,
  type MessageProvider,
} from '#server/modules/notifications/message-provider.ts';

export interface MoodyProvider extends MessageProvider {
  mood: 'well' | 'ill';
  /** How often each message was taken, by its id. */
  taken: Map<string, number>;
}

/** `lies`: it takes the message, and its answer never comes. */
const illnesses: (FailureKind | 'lies' | 'works')[] = ['transient', 'unclear', 'permanent', 'lies', 'works'];

/** A provider that keeps a ledger, and does everything that one can do wrong while it is ill. */
export function moodyProvider(chance: () => number): MoodyProvider {
  const taken = new Map<string, number>();
  return {
    name: 'moody',
    mood: 'well',
    taken,
    send(message) {
      const number = Math.floor(chance() * illnesses.length);
      const illness = this.mood === 'ill' ? illnesses[number] : 'works';
      if (illness && illness !== 'works' && illness !== 'lies')
        return Promise.reject(new SendFailure(illness, 'as it likes'));
      taken.set(message.id, (taken.get(message.id) ?? 0) + 1);
      return illness === 'lies'
        ? Promise.reject(new Error('the line is dead'))
        : Promise.resolve({ providerId: message.id });
    },
    find: ({ id }) => Promise.resolve(taken.has(id) ? { providerId: id } : null),
  };
}
