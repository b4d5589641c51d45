import {
  channelSchema,
  inboxInput,
  type Channel,
} from '#server/modules/notifications/notifications.schema.ts';

/** What the inbox shows, as it stands in its address. */
export interface InboxSearch {
  channel?: Channel;
  recipient?: string;
  before?: string;
}

/** What makes no sense in an address is left out. */
export function readInboxSearch(params: URLSearchParams): InboxSearch {
  const { recipient, before } = inboxInput.shape;
  return {
    channel: channelSchema.safeParse(params.get('channel')).data,
    recipient: recipient.safeParse(params.get('recipient') || undefined).data,
    before: before.safeParse(params.get('before') ?? undefined).data,
  };
}

/** The address of the page that shows this. */
export function inboxAddress(search: InboxSearch): string {
  const params = new URLSearchParams(
    Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return params.size > 0 ? `/dev/inbox?${params.toString()}` : '/dev/inbox';
}
