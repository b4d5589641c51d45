import { redirect, type AppLoadContext } from '@remix-run/node';
import { newWishForm } from '#app/features/join/wish-form.ts';
import { wishOptions } from '#app/features/join/wish-options.server.ts';
import { shellOf } from '#app/salon-shell.server.ts';
import { formatsOf, textsOf } from '#app/texts.server.ts';
import { addDays } from '#app/ui/formats.ts';
import type { EarlierView } from './earlier-view.ts';

/** The booking of a link in whose place an earlier time can be asked for, or is waited for; null for any other. */
export async function openEarlier({ api }: AppLoadContext, token: string) {
  const found = await api.booking.byToken({ token });
  if (!found.ok || !found.booking.earlier) return null;
  const { booking } = found;
  const [item] = booking.items;
  if (!item) return null;
  const salon = await api.salon.bySlug({ slug: booking.salon.slug });
  return {
    booking,
    item,
    salon,
    people: salon.employees.filter(({ serviceIds }) => serviceIds.includes(item.serviceId)),
  };
}

/** The page on which an earlier time is asked for. It only reads. */
export async function loadEarlier(context: AppLoadContext, token: string): Promise<EarlierView> {
  const opened = await openEarlier(context, token);
  // The booking's own page says why it can't be changed.
  if (!opened) throw redirect(`/b/${token}`);
  const { booking, item, salon, people } = opened;
  const formats = formatsOf(context.locale, salon.timeZone);
  return {
    title: textsOf(context.locale, 'booking')('earlier.metaTitle'),
    accentColour: salon.accentColour,
    shell: shellOf(booking.salon),
    service: item.serviceName,
    when: formats.dateAndTime(booking.startsAt, salon.today),
    backHref: `/b/${token}`,
    wish: booking.earlier === 'asked' ? null : newWish(),
  };

  function newWish() {
    const dayBefore = addDays(booking.date, -1);
    const until = dayBefore < salon.today ? salon.today : dayBefore;
    const own = people.find(({ id }) => id === item.employeeId)?.id ?? null;
    return {
      form: newWishForm(salon.today, until, own),
      options: wishOptions(context.locale, formats, people, [salon.today, booking.date]),
    };
  }
}
