import { Form } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { EntryAnswer } from './act-on-entry.server.ts';
import type { EntryView } from './entry-view.ts';

/** Change, pause, resume, leave: as far as the entry's state allows. */
export function EntryActs({
  view,
  changeHref,
  answer,
}: {
  view: EntryView;
  changeHref: string;
  answer: EntryAnswer | undefined;
}) {
  const { t } = useTranslation(['entry', 'common']);
  const busy = useBusy();
  const { can } = view;
  const untilError = answer?.errors.find(({ fieldId }) => fieldId === 'until')?.message;
  if (!can.change && !can.pause && !can.resume && !can.leave) return null;
  return (
    <div className="mt-6 grid gap-4 border-t border-line pt-5">
      {view.answerFirst ? <p className="text-sm text-ink-soft">{t('wish.answerFirst')}</p> : null}
      <div className="actions">
        {can.resume ? (
          <Form method="post" className="grid">
            <Button type="submit" name="act" value="resume" busy={busy}>
              {t('resume.action')}
            </Button>
          </Form>
        ) : null}
        {can.change ? (
          <LinkButton to={changeHref} look="secondary">
            {t('wish.change')}
          </LinkButton>
        ) : null}
        {can.pause ? (
          <Dialog
            trigger={t('pause.action')}
            title={t('pause.title')}
            closeLabel={t('common:close')}
            startOpen={Boolean(untilError)}
          >
            <p>{t('pause.text')}</p>
            <Form method="post" noValidate className="grid gap-4">
              <TextField
                id="until"
                name="until"
                type="date"
                label={t('pause.until')}
                hint={t('pause.untilHint')}
                optional={t('common:optional')}
                max={view.lastDate}
                defaultValue={answer?.until}
                error={untilError}
              />
              <Button type="submit" name="act" value="pause" busy={busy}>
                {t('pause.confirm')}
              </Button>
            </Form>
          </Dialog>
        ) : null}
        {can.leave ? (
          <Dialog
            trigger={t('leave.action')}
            triggerLook="danger"
            title={t('leave.title')}
            closeLabel={t('common:close')}
          >
            <p>{t('leave.text')}</p>
            <Form method="post" className="grid">
              <Button type="submit" name="act" value="leave" look="danger" busy={busy}>
                {t('leave.confirm')}
              </Button>
            </Form>
          </Dialog>
        ) : null}
      </div>
    </div>
  );
}
