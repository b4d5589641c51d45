import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** A limit was reached: when the next try makes sense. */
export function TooManyTries({ minutes }: { minutes: number | null | undefined }) {
  const { t } = useTranslation('auth');
  return minutes ? (
    <Notice tone="warn" live="assertive" title={t('tooManyTitle')}>
      {t('tooMany', { count: minutes })}
    </Notice>
  ) : null;
}
