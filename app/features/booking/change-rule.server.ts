import type { AppLoadContext } from '@remix-run/node';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import type { SalonPage } from '#server/modules/salon/salon.schema.ts';

/** Until when a booking that starts then can be moved or cancelled by its link, as a sentence. */
export function changeRule(
  { locale, now }: Pick<AppLoadContext, 'locale' | 'now'>,
  { timeZone, cancelNoticeMinutes }: Pick<SalonPage, 'timeZone' | 'cancelNoticeMinutes'>,
  startsAt: string,
): string {
  const t = textsOf(locale, 'booking');
  if (cancelNoticeMinutes === 0) return t('changeRule.anytime');
  const notice = formatsOf(locale, timeZone).span(cancelNoticeMinutes);
  const changeableUntil = Date.parse(startsAt) - cancelNoticeMinutes * 60_000;
  return t(now.getTime() < changeableUntil ? 'changeRule.until' : 'changeRule.tooClose', { notice });
}
