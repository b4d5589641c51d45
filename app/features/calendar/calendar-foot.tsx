import { Button, LinkButton } from '#app/ui/button.tsx';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';

/** What is needed less often: other hours, paper, and how everything is done. */
export function CalendarFoot({ wholeDay, isWholeDay }: { wholeDay: string; isWholeDay: boolean }) {
  const { t } = useTranslation('calendar');
  const isHydrated = useHydrated();
  return (
    <div className="mt-3 flex flex-wrap items-start gap-2 text-sm print:hidden">
      <LinkButton look="plain" size="small" to={wholeDay} preventScrollReset>
        {isWholeDay ? t('workingHours') : t('wholeDay')}
      </LinkButton>
      {isHydrated ? (
        <>
          <Button type="button" look="plain" size="small" onClick={() => window.print()}>
            {t('print')}
          </Button>
          <details className="max-w-2xl text-ink-soft">
            <summary className="inline-flex min-h-11 cursor-pointer items-center px-3.5 font-semibold text-accent underline decoration-1 underline-offset-4">
              {t('help.title')}
            </summary>
            <ul className="grid list-disc gap-1 pl-8">
              <li>{t('help.drag')}</li>
              <li>{t('help.create')}</li>
              <li>{t('help.keys')}</li>
            </ul>
          </details>
        </>
      ) : null}
    </div>
  );
}
