import { Form, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useBusy } from '#app/connection.ts';
import { Button } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useFresh } from '#app/ui/use-fresh.ts';
import { useTranslation } from '#app/use-translation.ts';

/** An accept that can still be undone. */
export interface UndoableAccept {
  /** Clock time in the salon's zone. */
  until: string;
  /** When the page was made. */
  leftMs: number;
}

/** The timer below stands still while the phone sleeps. */
const freshMs = 60_000;

/**
 * The way back after a yes. Without scripts the page says until when it is there; with them it goes when that moment has come.
 * @param field the name by which the page's action tells its buttons apart
 */
export function UndoAccept({ undo, field }: { undo: UndoableAccept; field: 'answer' | 'act' }) {
  const { t } = useTranslation('offer');
  const busy = useBusy();
  const { revalidate } = useRevalidator();
  const { leftMs } = undo;
  useFresh(freshMs);
  useEffect(() => {
    const timer = setTimeout(revalidate, leftMs);
    return () => clearTimeout(timer);
  }, [leftMs, revalidate]);
  return (
    <Notice
      title={t('undo.until', { until: undo.until })}
      actions={
        <Form method="post">
          <Button type="submit" name={field} value="undo" look="secondary" busy={busy}>
            {t('undo.action')}
          </Button>
        </Form>
      }
    >
      {t('undo.text')}
    </Notice>
  );
}
