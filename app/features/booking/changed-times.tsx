import { useLocation } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from '#app/use-translation.ts';
import type { TimesView } from './times-view.ts';

/** Says which of the day's times have gone or come, when that happened by itself: what a click brings is said by its heading. */
export function ChangedTimes({ day }: { day: TimesView['day'] }) {
  const { t } = useTranslation('booking');
  const { key } = useLocation();
  const times = (day?.parts ?? []).flatMap((part) => part.times.map(({ label }) => label));
  const [seen, setSeen] = useState({ key, date: day?.date, times, gone: '', come: '' });
  if (seen.key !== key || seen.date !== day?.date) {
    setSeen({ key, date: day?.date, times, gone: '', come: '' });
  } else if (seen.times.join() !== times.join()) {
    setSeen({ ...seen, times, gone: missing(seen.times, times), come: missing(times, seen.times) });
  }
  const news = [
    seen.gone && t('time.gone', { times: seen.gone }),
    seen.come && t('time.come', { times: seen.come }),
  ];
  return (
    <p role="status" className="sr-only">
      {news.filter(Boolean).join(' ')}
    </p>
  );
}

function missing(of: readonly string[], from: readonly string[]): string {
  return of.filter((time) => !from.includes(time)).join(', ');
}
