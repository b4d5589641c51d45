import { textsOf } from '#app/texts.server.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import type { InvitationView } from '#server/modules/accounts/accounts.schema.ts';

type Open = Extract<InvitationView, { outcome: 'open' }>;

/** What the page of an open invitation says. */
export function invitationWords(locale: Locale, view: Open) {
  const t = textsOf(locale, 'invitation');
  const place = view.salon ?? t('everywhere', { organisation: view.organisation });
  const ofTeam = textsOf(locale, 'team');
  return {
    heading: t('heading', { inviter: view.invitedBy, place }),
    role: t('role', { role: ofTeam(`roles.${view.role}.name`) }),
    does: ofTeam(`roles.${view.role}.does`),
    email: view.email,
    account: view.account,
  };
}
