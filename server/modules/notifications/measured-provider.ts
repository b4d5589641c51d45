import { providerSeconds } from '#server/platform/meters.ts';
import { SendFailure, type MessageProvider } from './message-provider.ts';

/** The same provider; how long it takes over each message is measured. */
export function measured(provider: MessageProvider): MessageProvider {
  return {
    ...provider,
    async send(message) {
      const end = providerSeconds.startTimer({ provider: provider.name });
      try {
        const accepted = await provider.send(message);
        end({ outcome: 'accepted' });
        return accepted;
      } catch (error) {
        end({ outcome: error instanceof SendFailure ? error.kind : 'unclear' });
        throw error;
      }
    },
  };
}
