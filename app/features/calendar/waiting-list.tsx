import { Button, LinkButton } from '#app/ui/button.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';
import type { WaitingItem } from './calendar-view.ts';

/** Who waits and could come on the day shown: to drag onto a free time, or to place by keyboard. Without a script, the way to an offer. */
export function WaitingList({
  items,
  others,
  heldId,
  onPlace,
}: {
  items: readonly WaitingItem[];
  others: number;
  /** Who is in the hand. */
  heldId: string | null;
  onPlace: (item: WaitingItem) => void;
}) {
  const { t } = useTranslation('calendar');
  const isHydrated = useHydrated();
  return (
    <aside aria-labelledby="waiting-title" className="grid content-start gap-3 print:hidden">
      <div>
        <h2 id="waiting-title" className="text-lg">
          {items.length > 0 ? t('waiting.title') : t('waiting.empty')}
        </h2>
        <p className="text-sm text-ink-soft">
          {items.length > 0 ? t('waiting.lead') : t('waiting.emptyText')}
        </p>
      </div>
      {items.length > 0 ? (
        <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-1">
          {items.map((item) => (
            <li
              key={item.entryId}
              data-waiting={item.entryId}
              className={classNames(
                'grid gap-0.5 rounded-md border border-line bg-surface p-3 text-sm shadow-card',
                isHydrated && 'cursor-grab',
                heldId === item.entryId && 'opacity-50',
              )}
            >
              <span className="flex items-center justify-between gap-2">
                <span className="min-w-0 font-semibold">{item.name}</span>
                {isHydrated ? (
                  <Button
                    type="button"
                    look="secondary"
                    size="small"
                    id={`place-${item.entryId}`}
                    aria-label={t('waiting.placeFor', { name: item.name })}
                    onClick={() => onPlace(item)}
                  >
                    {t('waiting.place')}
                  </Button>
                ) : (
                  <LinkButton look="secondary" size="small" to={item.href}>
                    {t('waiting.place')} <span className="sr-only">{item.name}</span>
                  </LinkButton>
                )}
              </span>
              <span>{item.service}</span>
              <span className="tabular text-xs text-ink-soft">
                {t('waiting.fits', { times: item.times })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {others > 0 ? (
        <p className="text-sm text-ink-soft">
          {t(items.length > 0 ? 'waiting.others' : 'waiting.othersOnly', { count: others })}
        </p>
      ) : null}
    </aside>
  );
}
