import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { invitationInput } from '#server/modules/accounts/accounts.schema.ts';

/** Sends an invitation again, or takes it back, as its row in the list asks for. */
export async function changeInvitation(
  { api, locale, salonId }: StaffPage,
  form: FormData,
): Promise<ActOutcome> {
  const t = textsOf(locale, 'team');
  const input = invitationInput.safeParse({ invitationId: form.get('invitationId') });
  if (!input.success) throw pageNotFound();
  const isResend = form.get('act') === 'resend';
  const change = isResend ? api.team.resendInvitation : api.team.takeBackInvitation;
  const outcome = await change({ salonId, ...input.data });
  if (outcome.ok) return done(t(isResend ? 'invitations.resent' : 'invitations.takenBack', outcome));
  return refused(t(`invite.refusals.${outcome.reason}`, outcome));
}
