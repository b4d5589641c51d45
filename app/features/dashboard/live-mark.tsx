import { useTranslation } from '#app/use-translation.ts';
import { classNames } from '#app/ui/class-names.ts';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import type { Live } from './use-live.ts';

const looks = {
  connecting: 'bg-line',
  live: 'bg-good',
  reconnecting: 'bg-warn',
  resting: 'bg-warn',
} satisfies Record<Live['state'], string>;

/** Says quietly whether the page follows by itself. Its place is kept free, so that nothing moves when it begins to speak. */
export function LiveMark({ live }: { live: Live }) {
  const { t } = useTranslation('dashboard');
  const isHydrated = useHydrated();
  const { state, hasNews } = live;
  return (
    <div className="flex min-h-11 items-center gap-2 text-ink-soft">
      {isHydrated ? (
        <>
          <span
            aria-hidden="true"
            className={classNames('size-2 shrink-0 rounded-full', hasNews ? 'bg-accent' : looks[state])}
          />
          {/* Polite: it waits until whatever is being read aloud is through. */}
          <span role="status">{hasNews ? t('live.news') : t(`live.${state}`)}</span>
          {hasNews ? (
            <MarkButton onPress={live.showNews}>{t('live.show')}</MarkButton>
          ) : state === 'resting' ? (
            <MarkButton onPress={live.reconnect}>{t('live.again')}</MarkButton>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function MarkButton({ onPress, children }: { onPress: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="min-h-11 min-w-11 rounded-md px-1 font-semibold text-accent underline-offset-4 hover:underline"
    >
      {children}
    </button>
  );
}
