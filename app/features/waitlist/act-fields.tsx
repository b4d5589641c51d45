import { errorAt, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { Checkbox, Fieldset, RadioCard } from '#app/ui/choice.tsx';
import { TextAreaField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { ActView } from './act-view.server.ts';
import { SlotFields } from './slot-fields.tsx';

/** The offers that sending takes back: those that the page has told of, or the last refusal. */
export function insteadOf(view: ActView, answer: ActAnswer): string {
  return answer.values.insteadOf ?? view.instead;
}

/** What an act needs to know; most need nothing. */
export function ActFields({ view, answer }: { view: ActView; answer: ActAnswer }) {
  const { t } = useTranslation('waitlist');
  const { act, slots, entry } = view;
  const slotFields = slots ? (
    <SlotFields choice={slots} chosen={answer.values.slot} error={errorAt(answer, 'slot')} />
  ) : null;
  switch (act) {
    case 'notify':
      if (!view.isReachable) return null;
      return (
        <>
          {slotFields}
          {view.canSubmit ? (
            <Checkbox
              id="thenNext"
              name="thenNext"
              label={t('acts.notify.thenNext')}
              detail={t('acts.notify.thenNextDetail', { name: entry.name })}
              defaultChecked={'slot' in answer.values ? 'thenNext' in answer.values : view.goesOn}
            />
          ) : null}
          <input type="hidden" name="insteadOf" value={insteadOf(view, answer)} />
        </>
      );
    case 'book':
      return slotFields;
    case 'pause':
      return <PauseFields view={view} answer={answer} />;
    case 'priority':
      return (
        <>
          <input type="hidden" name="seen" value={answer.values.seen ?? view.seen} />
          <TextField
            id="score"
            name="score"
            // Not "number": phones show no minus sign on its keyboard, and a wheel turns the value unnoticed.
            type="text"
            required
            label={t('acts.priority.score')}
            hint={t('acts.priority.scoreHint')}
            error={errorAt(answer, 'score')}
            defaultValue={answer.values.score ?? view.score}
            className="max-w-56"
          />
          <TextAreaField
            id="reason"
            name="reason"
            required
            maxLength={300}
            label={t('acts.priority.reason')}
            hint={t('acts.priority.reasonHint')}
            error={errorAt(answer, 'reason')}
            defaultValue={answer.values.reason ?? view.reason}
          />
        </>
      );
    case 'clear-priority':
      return <input type="hidden" name="seen" value={answer.values.seen ?? view.seen} />;
    default:
      return null;
  }
}

function PauseFields({ view, answer }: { view: ActView; answer: ActAnswer }) {
  const { t } = useTranslation('waitlist');
  const byDate = answer.values.kind === 'date';
  return (
    <div className="group/pause grid gap-5">
      <Fieldset id="kind" legend={t('acts.pause.until')}>
        <RadioCard
          id="kind-open"
          name="kind"
          value="open"
          label={t('acts.pause.untilOpen')}
          defaultChecked={!byDate}
        />
        <RadioCard
          id="kind-date"
          name="kind"
          value="date"
          label={t('acts.pause.untilDate')}
          defaultChecked={byDate}
        />
      </Fieldset>
      {/* Shown by CSS alone, so that it works without scripts. */}
      <div className="hidden group-has-[#kind-date:checked]/pause:block">
        <TextField
          id="until"
          name="until"
          type="date"
          min={view.today}
          label={t('acts.pause.date')}
          error={errorAt(answer, 'until')}
          defaultValue={answer.values.until}
          className="max-w-56"
        />
      </div>
    </div>
  );
}
