import { textsOf } from '#app/texts.server.ts';
import type { StaffPage } from './open-salon.server.ts';

/** What every page says while nothing is being sent or offered; null while all is well. */
export async function workerNote({
  api,
  salonId,
  locale,
  formats,
  today,
}: StaffPage): Promise<string | null> {
  const { isSilent, seenAt } = await api.running.worker({ salonId });
  if (!isSilent) return null;
  const t = textsOf(locale, 'dashboard');
  return seenAt ? t('silent.since', { at: formats.dateAndTime(seenAt, today) }) : t('silent.never');
}
