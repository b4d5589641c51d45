import type { MessageId } from '#server/platform/ids.schema.ts';
import type { FactsDeps } from './message-facts.queries.ts';
import { loadNoticeMails } from './notice-mail.ts';
import { loadQuotaMails } from './quota-mail.ts';
import { loadAccountMails, type StaffMail } from './staff-mail.ts';

/** Of these messages those to staff, in words. */
export async function loadStaffMails(deps: FactsDeps, ids: readonly MessageId[]): Promise<StaffMail[]> {
  if (ids.length === 0) return [];
  return [
    ...(await loadAccountMails(deps, ids)),
    ...(await loadNoticeMails(deps, ids)),
    ...(await loadQuotaMails(deps, ids)),
  ];
}
