import { Button } from '#app/ui/button.tsx';
import { ChoiceChip, Fieldset } from '#app/ui/choice.tsx';
import { FieldError, SelectField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { WishOptions } from './join-view.ts';
import { maxWindows, type WishForm } from './wish-form.ts';
import { WindowFields } from './window-fields.tsx';

/** The fields of a wish, for joining and for changing it. */
export function WishFields({
  form,
  options,
  added,
  errorAt,
}: {
  form: WishForm;
  options: WishOptions;
  /** The window that was just added. */
  added: string | null;
  errorAt: (fieldId: string) => string | undefined;
}) {
  const { t } = useTranslation('join');
  return (
    <>
      <section aria-labelledby="windows" className="grid gap-4">
        <h2 id="windows" className="text-xl">
          {t('windows.legend')}
        </h2>
        <FieldError id="windows">{errorAt('windows')}</FieldError>
        {form.windows.map((window, index) => (
          <WindowFields
            key={window.id}
            window={window}
            number={index + 1}
            options={options}
            removable={form.windows.length > 1}
            focused={window.id === added}
            errorAt={errorAt}
          />
        ))}
        {form.windows.length < maxWindows ? (
          <div>
            <Button type="submit" name="intent" value="add" look="secondary" size="small">
              {t('windows.add')}
            </Button>
          </div>
        ) : null}
      </section>
      {options.people.length > 1 ? (
        <Fieldset
          id="employeeIds"
          legend={t('employees.legend')}
          hint={t('employees.hint')}
          error={errorAt('employeeIds')}
          prominent
        >
          <div className="flex flex-wrap gap-2">
            {options.people.map((person) => (
              <ChoiceChip
                key={person.id}
                id={`employee-${person.id}`}
                name="employee"
                value={person.id}
                defaultChecked={form.employeeIds.includes(person.id)}
                label={person.name}
              />
            ))}
          </div>
        </Fieldset>
      ) : null}
      <SelectField
        id="leadTimeMinutes"
        name="lead"
        label={t('leadTime.label')}
        defaultValue={form.leadTime}
        error={errorAt('leadTimeMinutes')}
      >
        {options.leadTimes.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
    </>
  );
}

/** The first submit button of a form is the one that Enter presses: without this it would be "Remove time 1". */
export function EnterSubmits({ intent }: { intent: string }) {
  return (
    <button type="submit" name="intent" value={intent} tabIndex={-1} aria-hidden="true" className="sr-only" />
  );
}
