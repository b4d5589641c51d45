import { Form } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { ChoiceChip, Fieldset } from '#app/ui/choice.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { SlotChoice } from './slot-choice.server.ts';

/** The free times, as chips to choose one of: by day and by who is free then. */
export function SlotFields({
  choice: { asked, fitting, day },
  chosen,
  error,
}: {
  choice: SlotChoice;
  chosen: string | undefined;
  error?: string;
}) {
  const { t } = useTranslation('waitlist');
  return (
    <Fieldset id="slot" legend={t('slots.title')} error={error}>
      {asked ? (
        <div className="grid justify-items-start gap-2">
          <p className="text-sm text-ink-soft">{t('slots.asked')}</p>
          <SlotChip id="slot-asked" value={asked.value} label={asked.label} chosen={chosen ?? asked.value} />
        </div>
      ) : null}
      {day ? (
        <div className="grid gap-2.5">
          <p className="text-sm text-ink-soft">
            {day.people.length > 0
              ? t('slots.onDay', { date: day.name })
              : t('slots.noneOnDay', { date: day.name })}
          </p>
          <DaySlots date="day" people={day.people} chosen={chosen} />
        </div>
      ) : null}
      <div className="grid gap-2.5">
        <p className="text-sm text-ink-soft">{fitting.length > 0 ? t('slots.fitting') : t('slots.none')}</p>
        {fitting.map(({ date, name, people }) => (
          <div key={date} role="group" aria-label={name} className="grid gap-1.5">
            <p className="font-medium first-letter:uppercase">{name}</p>
            <DaySlots date={date} people={people} chosen={chosen} />
          </div>
        ))}
      </div>
    </Fieldset>
  );
}

/** The times of one day, by who is free then. */
export function DaySlots({
  date,
  people,
  chosen,
}: {
  /** Makes the ids of one list differ from those of another. */
  date: string;
  people: readonly { employee: string; times: readonly { value: string; time: string }[] }[];
  chosen: string | undefined;
}) {
  return (
    <ul className="grid gap-2.5">
      {people.map(({ employee, times }, person) => (
        <li key={employee} className="grid gap-1">
          <span className="text-sm">{employee}</span>
          <span className="flex flex-wrap gap-2">
            {times.map(({ value, time }, index) => (
              <SlotChip
                key={value}
                id={`slot-${date}-${person}-${index}`}
                value={value}
                label={time}
                fullLabel={`${time} ${employee}`}
                chosen={chosen}
              />
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function SlotChip({
  id,
  value,
  label,
  fullLabel,
  chosen,
}: {
  id: string;
  value: string;
  label: string;
  fullLabel?: string;
  chosen: string | undefined;
}) {
  return (
    <ChoiceChip
      type="radio"
      id={id}
      name="slot"
      value={value}
      label={<span className="tabular">{label}</span>}
      aria-label={fullLabel}
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
