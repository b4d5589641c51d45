import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import { Considerations } from '#app/features/waitlist/considerations.tsx';
import { considerationsView } from '#app/features/waitlist/considerations-view.server.ts';
import { EntryHeader } from '#app/features/waitlist/entry-header.tsx';
import { entryView } from '#app/features/waitlist/entry-view.server.ts';
import { FreeNow } from '#app/features/waitlist/free-now.tsx';
import { freeNow } from '#app/features/waitlist/free-now.server.ts';
import { OfferList } from '#app/features/waitlist/offer-list.tsx';
import { openEntry } from '#app/features/waitlist/open-entry.server.ts';
import { ScoreCard } from '#app/features/waitlist/score-card.tsx';
import { Timeline } from '#app/features/waitlist/timeline.tsx';
import { WishCard } from '#app/features/waitlist/wish-card.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { base, salon, salonId, url, api } = page;
  const [entry, { currency }] = await Promise.all([
    openEntry(page, args.params.id),
    api.salon.bySlug({ slug: salon.slug }),
  ]);
  const [{ openings }, free] = await Promise.all([
    api.waitlist.considerations({ salonId, entryId: entry.id }),
    freeNow(entry, page),
  ]);
  return {
    title: page.titled(entry.customer.name),
    base,
    /** The list as it was left. */
    back: pathWithin(`${base}/waitlist`, url.searchParams.get('back')) ?? `${base}/waitlist`,
    entry: entryView(entry, page, currency),
    free,
    considerations: considerationsView(openings, page),
  };
}

export const meta = pageMeta;

export default function Entry() {
  const { t } = useTranslation('waitlist');
  const { base, back, entry, free, considerations } = useLoaderData<typeof loader>();
  return (
    <>
      <EntryHeader base={base} back={back} entry={entry} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <div className="grid min-w-0 gap-5">
          <WishCard entry={entry} base={base} />
          {free ? <FreeNow {...free} /> : null}
          <OfferList offers={entry.offers} base={base} />
          <Considerations openings={considerations} base={base} />
        </div>
        <div className="grid min-w-0 gap-5">
          <ScoreCard entry={entry} />
          <Timeline title={t('entry.history')} items={entry.timeline} />
        </div>
      </div>
    </>
  );
}
