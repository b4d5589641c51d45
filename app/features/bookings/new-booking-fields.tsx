import { errorAt, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { RefusalNotice } from '#app/features/dashboard/refusal-notice.tsx';
import { WhoFields } from '#app/features/who/who-fields.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { SelectField, TextAreaField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { BookingChoices, NewBookingValues } from './new-booking.ts';
import { TakeHeld } from './take-held.tsx';

/** All that a new booking needs to know, and why it was not made. */
export function NewBookingFields({
  values,
  answer,
  choices,
}: {
  values: NewBookingValues;
  answer: ActAnswer;
  choices: BookingChoices;
}) {
  const { t } = useTranslation(['calendar', 'common']);
  const { refusal, errors } = answer;
  const shown = { ...values, ...answer.values };
  const takesHeld = 'withdraw' in answer.values;
  const services = (emptyLabel: string) => (
    <>
      <option value="">{emptyLabel}</option>
      {choices.serviceGroups.map(({ category, services: own }) => (
        <optgroup key={category} label={category}>
          {own.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
  return (
    <>
      <RefusalNotice refusal={refusal} />
      <ErrorSummary title={t('common:errorSummary', { count: errors.length })} errors={errors} />
      <input type="hidden" name="at" value={values.at} />
      {refusal?.isHeld || takesHeld ? <TakeHeld isTaken={takesHeld} /> : null}
      <fieldset className="grid gap-4">
        <legend className="mb-2 font-display text-lg">{t('create.what')}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            id="serviceId"
            name="serviceId"
            required
            label={t('create.service')}
            defaultValue={shown.serviceId}
            error={errorAt(answer, 'serviceId')}
          >
            {services(t('create.chooseService'))}
          </SelectField>
          <SelectField
            id="secondId"
            name="secondId"
            label={t('create.second')}
            optional={t('common:optional')}
            defaultValue={shown.secondId}
          >
            {services(t('create.noSecond'))}
          </SelectField>
          <TextField
            id="date"
            name="date"
            type="date"
            required
            label={t('create.date')}
            defaultValue={shown.date}
            error={errorAt(answer, 'date')}
          />
          <TextField
            id="time"
            name="time"
            type="time"
            step={300}
            required
            label={t('create.time')}
            defaultValue={shown.time}
            error={errorAt(answer, 'time')}
          />
        </div>
        <SelectField
          id="employeeId"
          name="employeeId"
          required
          label={t('create.employee')}
          defaultValue={shown.employeeId}
          error={errorAt(answer, 'employeeId')}
        >
          <option value="">{t('create.chooseEmployee')}</option>
          {choices.employees.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-2 font-display text-lg">{t('create.who')}</legend>
        <WhoFields
          values={shown}
          errorAt={(fieldId) => errorAt(answer, fieldId)}
          texts={{
            name: t('create.name'),
            phone: t('create.phone'),
            email: t('create.email'),
            contactHint: `${t('create.contactHint')} ${t('create.untold')}`,
            locale: t('create.locale'),
          }}
          languages={choices.languages}
          suggests={choices.seesCustomers}
        />
        <TextAreaField
          id="notes"
          name="notes"
          maxLength={500}
          optional={t('common:optional')}
          label={t('create.notes')}
          hint={t('create.notesHint')}
          defaultValue={shown.notes}
          error={errorAt(answer, 'notes')}
        />
      </fieldset>
    </>
  );
}
