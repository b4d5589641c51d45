import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import { messageIdSchema } from '#server/platform/ids.schema.ts';

/** The message that an address names. Throws the page that says it is not there. */
export async function openMessage(page: StaffPage, id: string | undefined) {
  const messageId = messageIdSchema.safeParse(id);
  if (!messageId.success) throw pageNotFound();
  return page.api.message.get({ salonId: page.salonId, messageId: messageId.data });
}

/** The list as it was left, or wherever one came from. */
export function backToMessages({ base, url }: StaffPage): string {
  return pathWithin(base, url.searchParams.get('back')) ?? `${base}/messages`;
}

export function resendPath(page: StaffPage, id: string): string {
  return `${page.base}/messages/${id}/resend?${new URLSearchParams({ back: backToMessages(page) })}`;
}
