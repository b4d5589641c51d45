import { textsOf } from '#app/texts.server.ts';
import type { Attention } from '#server/modules/reports/reports.schema.ts';
import type { StaffPage } from './open-salon.server.ts';

/** What waits for a person, each with the way to where it is settled. */
export function attentionView(
  { unreachable, messages, stuckMessages, unfilled, away, more, failedJobs, smsQuota }: Attention,
  page: StaffPage,
) {
  const { base, formats, locale, today } = page;
  const t = textsOf(locale, 'dashboard');
  const log = textsOf(locale, 'log');
  const inbox = textsOf(locale, 'inbox');
  const moreOf = (kind: keyof Attention['more'], to: string) =>
    more[kind] > 0
      ? [
          {
            key: `more-${kind}`,
            what: t('today.more', { count: more[kind] }),
            to: `${base}/${to}`,
            label: t('today.seeAll'),
          },
        ]
      : [];
  return [
    ...(failedJobs > 0
      ? [
          {
            key: 'failed-jobs',
            what: t('today.failedJobs', { count: failedJobs }),
            to: `${base}/settings/running`,
            label: t('today.seeFailedJobs'),
          },
        ]
      : []),
    ...(stuckMessages > 0
      ? [
          {
            key: 'stuck-messages',
            what: t('today.stuckMessages', { count: stuckMessages }),
            to: `${base}/messages`,
            label: t('today.seeMessages'),
          },
        ]
      : []),
    ...(smsQuota
      ? [
          {
            key: 'sms-quota',
            what: t(smsQuotaKey(smsQuota), {
              used: formats.number(smsQuota.used),
              limit: formats.number(smsQuota.limit),
            }),
            to: `${base}/settings/sms`,
            label: t('today.seeSmsQuota'),
          },
        ]
      : []),
    ...away.map(({ employeeId, employeeName, date, bookings }) => ({
      key: `${employeeId} ${date}`,
      what: t('today.away', { count: bookings, name: employeeName, day: formats.day(date, today) }),
      to: `${base}/calendar?date=${date}`,
      label: t('today.seeDay'),
    })),
    // They are by date: the next ones come after the last of these.
    ...moreOf('away', `calendar?view=week&date=${away.at(-1)?.date ?? today}`),
    ...unreachable.map(({ entryId, customerName }) => ({
      key: entryId,
      what: t('today.unreachable', { name: customerName }),
      to: `${base}/waitlist/${entryId}`,
      label: t('today.seeEntry'),
    })),
    ...moreOf('unreachable', 'waitlist?state=cooldown'),
    ...messages.map(({ id, customerName, channel, template, status }) => ({
      key: id,
      what: t('today.undelivered', {
        name: customerName ?? log('unnamed'),
        channel: inbox(`channels.${channel}`),
        message: log(`templates.${template}`),
        status: inbox(`statuses.${status}`),
      }),
      to: `${base}/messages/${id}`,
      label: t('today.seeMessage'),
    })),
    ...moreOf('messages', 'messages?state=troubled'),
    ...unfilled.map(({ openingId, startsAt, employeeName }) => ({
      key: openingId,
      what: t('today.unfilled', {
        opening: t('opening.title', { when: formats.dateAndTime(startsAt, today), employee: employeeName }),
      }),
      to: `${base}/openings/${openingId}`,
      label: t('today.seeOpening'),
    })),
    ...moreOf('unfilled', 'openings?state=exhausted'),
  ];
}

function smsQuotaKey({ percent, isBlocking }: NonNullable<Attention['smsQuota']>) {
  if (percent === 80) return 'today.smsNearlyUsed';
  return isBlocking ? 'today.smsStopped' : 'today.smsExtra';
}
