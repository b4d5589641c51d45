import { useOffline, useTrouble } from '#app/connection.ts';
import { useTranslation } from '#app/use-translation.ts';
import { Button } from './button.tsx';
import { Ring } from './ring.tsx';

/**
 * Says that the network is gone, or that what was tapped got stuck, and tries again by one tap. Empty while all is well. It lies over
 * every page, and stands in each open dialog: what is outside of one can be neither heard nor tapped.
 */
export function ConnectionNotice({ inDialog = false }: { inDialog?: boolean }) {
  const { t } = useTranslation('common');
  const trouble = useTrouble();
  const isOffline = useOffline();
  const kind = trouble?.kind ?? (isOffline ? 'offline' : null);
  return (
    // There from the start: what appears together with its region is not announced everywhere.
    <div
      role="status"
      className={
        inDialog ? undefined : 'pointer-events-none fixed inset-x-0 bottom-0 z-40 px-(--gutter) pb-3'
      }
    >
      {kind ? (
        <div className="pointer-events-auto mx-auto flex max-w-(--page) flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-edge bg-surface px-4 py-3 shadow-lift">
          <Ring shape="paused" className="text-warn" />
          <p className="min-w-0 grow basis-52">
            <strong className="block font-semibold">{t(`connection.${kind}`)}</strong>
            <span className="text-sm text-ink-soft">{t(`connection.${kind}Text`)}</span>
          </p>
          {trouble ? (
            <Button type="button" look="secondary" size="small" onClick={trouble.tryAgain}>
              {t('problem.again')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
