import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '#app/ui/button.tsx';
import { ChoiceChip, Fieldset } from '#app/ui/choice.tsx';
import { TextField } from '#app/ui/field.tsx';
import type { SlotChoice } from './slot-choice.server.ts';

/** The free times, as chips to choose one of. */
export function SlotFields({
  choice,
  chosen,
  error,
}: {
  choice: SlotChoice;
  chosen: string | undefined;
  error?: string;
}) {
  const { t } = useTranslation('waitlist');
  const { asked, fitting, day } = choice;
  return (
    <Fieldset id="slot" legend={t('slots.title')} error={error}>
      {asked ? (
        <div className="grid gap-2">
          <p className="text-sm text-ink-soft">{t('slots.asked')}</p>
          <span>
            <Chip {...asked} chosen={chosen ?? asked.value} index={0} group="asked" />
          </span>
        </div>
      ) : null}
      {day ? (
        <div className="grid gap-2.5">
          <p className="text-sm text-ink-soft">
            {day.times.length > 0
              ? t('slots.onDay', { date: day.name })
              : t('slots.noneOnDay', { date: day.name })}
          </p>
          <Chips group="day" chosen={chosen} times={day.times} />
        </div>
      ) : null}
      <div className="grid gap-2.5">
        <p className="text-sm text-ink-soft">{fitting.length > 0 ? t('slots.fitting') : t('slots.none')}</p>
        {fitting.map(({ date, name, times }) => (
          <div key={date} role="group" aria-label={name} className="grid gap-1.5">
            <p className="text-sm font-medium">{name}</p>
            <Chips group={date} chosen={chosen} times={times} />
          </div>
        ))}
      </div>
    </Fieldset>
  );
}

function Chips({
  group,
  chosen,
  times,
}: {
  group: string;
  chosen: string | undefined;
  times: { value: string; label: string }[];
}) {
  return (
    <div className="flex flex-wrap gap-2">
      {times.map(({ value, label }, index) => (
        <Chip key={value} {...{ value, label, chosen, index, group }} />
      ))}
    </div>
  );
}

function Chip({
  value,
  label,
  chosen,
  index,
  group,
}: {
  value: string;
  label: string;
  chosen: string | undefined;
  index: number;
  group: string;
}) {
  return (
    <ChoiceChip
      type="radio"
      id={`slot-${group}-${index}`}
      name="slot"
      value={value}
      label={<span className="tabular">{label}</span>}
      defaultChecked={value === chosen}
    />
  );
}

/** Asks for the free times of another day: a GET form of its own, since forms do not nest. */
export function OtherDay({ choice }: { choice: SlotChoice }) {
  const { t } = useTranslation('waitlist');
  return (
    <Form method="get" className="mt-5 flex max-w-2xl flex-wrap items-end gap-3" preventScrollReset>
      {choice.kept.map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField
        id="day"
        name="day"
        type="date"
        required
        min={choice.today}
        label={t('slots.other')}
        hint={t('slots.otherHint')}
        defaultValue={choice.day?.date}
      />
      <Button type="submit" look="secondary">
        {t('slots.look')}
      </Button>
    </Form>
  );
}
