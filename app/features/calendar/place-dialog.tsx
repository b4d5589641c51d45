import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { errorAt, noAnswer } from '#app/features/dashboard/act-outcome.ts';
import { RefusalNotice } from '#app/features/dashboard/refusal-notice.tsx';
import { actPath } from '#app/features/waitlist/entry-acts.ts';
import type { action, loader } from '#app/routes/dashboard.$slug.waitlist.$id.$act.tsx';
import { Button } from '#app/ui/button.tsx';
import { Fieldset, RadioCard } from '#app/ui/choice.tsx';
import { Modal } from '#app/ui/modal.tsx';
import { useTranslation } from '#app/use-translation.ts';

const acts = ['notify', 'book'] as const;

/** Whether a free time is offered to somebody who waits or booked for them at once; each says beforehand what it does. */
export function PlaceDialog({
  entryId,
  title,
  at,
  employeeId,
  base,
  back,
  onClose,
}: {
  entryId: string;
  title: string;
  /** The start, as an instant. */
  at: string;
  employeeId: string;
  base: string;
  back: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(['calendar', 'common']);
  const [chosen, setChosen] = useState<(typeof acts)[number]>('notify');
  const sending = useFetcher<typeof action>();
  const path = (act: (typeof acts)[number]) =>
    `${actPath(base, entryId, act, back)}&${new URLSearchParams({ at, with: employeeId })}`;
  const offer = useEffects(path('notify'));
  const booking = useEffects(path('book'));
  const effects = { notify: offer, book: booking };
  const answer = sending.data ?? noAnswer;
  const isReady = offer !== undefined && booking !== undefined;
  const current = effects[chosen];
  const canSend = current?.view.canSubmit && current.view.impossible === null;
  return (
    <Modal title={title} closeLabel={t('common:close')} isOpen onClose={onClose}>
      <sending.Form method="post" action={path(chosen)} noValidate preventScrollReset className="grid gap-5">
        <input type="hidden" name="inPlace" value="yes" />
        <input type="hidden" name="slot" value={current?.view.slots?.asked?.value ?? ''} />
        <RefusalNotice refusal={answer.refusal} />
        <div className="grid min-h-56 content-start">
          {isReady ? (
            <Fieldset id="place-act" legend={t('place.question')} error={errorAt(answer, 'slot')}>
              {acts.map((act) => (
                <RadioCard
                  key={act}
                  id={`place-${act}`}
                  name="placeAct"
                  value={act}
                  checked={chosen === act}
                  onChange={() => setChosen(act)}
                  label={t(`place.${act}`)}
                  detail={effects[act]?.view.impossible ?? effects[act]?.view.does.join(' ')}
                />
              ))}
            </Fieldset>
          ) : (
            <p role="status" className="text-ink-soft">
              {t('place.checking')}
            </p>
          )}
        </div>
        <Button
          type="submit"
          busy={sending.state !== 'idle'}
          disabled={!isReady || !canSend}
          className="justify-self-start"
        >
          {chosen === 'notify' ? t('place.submitNotify') : t('place.submitBook')}
        </Button>
      </sending.Form>
    </Modal>
  );
}

/** What the page of such an act says beforehand. */
function useEffects(path: string) {
  const { load, data } = useFetcher<typeof loader>();
  useEffect(() => load(path), [load, path]);
  return data;
}
