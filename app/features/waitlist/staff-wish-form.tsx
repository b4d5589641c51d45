import { Form, useNavigation } from '@remix-run/react';
import { useState, type ReactNode } from 'react';
import { useBusy } from '#app/connection.ts';
import { Differences } from '#app/features/dashboard/differences.tsx';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { RefusalNotice } from '#app/features/dashboard/refusal-notice.tsx';
import type { WishOptions } from '#app/features/join/join-view.ts';
import { EnterSubmits, WishFields } from '#app/features/join/wish-fields.tsx';
import { WhoFields } from '#app/features/who/who-fields.tsx';
import { Button, TextLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { SelectField, TextAreaField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { WishAnswer, WishValues } from './wish-values.ts';

interface ServiceGroup {
  category: string;
  /** With those who do it. */
  services: { id: string; name: string; employeeIds: string[] }[];
}

/** A wish as staff write it down: for somebody new, or of an entry that exists (whose service stays). */
export function StaffWishForm({
  values,
  answer,
  options,
  serviceGroups,
  languages,
  suggests = false,
  submit,
  back,
  children,
}: {
  values: WishValues;
  answer: WishAnswer | undefined;
  options: WishOptions;
  /** Left out when the service is settled. */
  serviceGroups?: ServiceGroup[];
  /** Left out when the customer's language is settled. */
  languages?: { locale: string; name: string }[];
  /** Whether the customer may be one whom the salon knows. */
  suggests?: boolean;
  submit: string;
  back: string;
  /** Said above the fields. */
  children?: ReactNode;
}) {
  const { t } = useTranslation(['waitlist', 'dashboard', 'common']);
  const { formData } = useNavigation();
  const saving = useBusy() && formData?.get('intent') === 'save';
  const shown = answer?.values ?? values;
  const [serviceId, setServiceId] = useState(shown.serviceId);
  const service = serviceGroups?.flatMap(({ services }) => services).find(({ id }) => id === serviceId);
  // Those who do the service; whoever was sent as wanted stays in sight, also where that is what is wrong.
  const people = options.people.filter(
    ({ id }) => !service || service.employeeIds.includes(id) || shown.wish.employeeIds.includes(id),
  );
  const errors = answer?.errors ?? [];
  const errorAt = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.message;
  return (
    <Form method="post" noValidate preventScrollReset className="grid max-w-3xl gap-6">
      <EnterSubmits intent="save" />
      <input type="hidden" name="seen" value={shown.seen} />
      <RefusalNotice refusal={answer?.refusal ?? null} />
      <Differences items={answer?.differences ?? []} />
      <ErrorSummary title={t('common:errorSummary', { count: errors.length })} errors={errors} />
      {children}
      <Panel title={t('form.contact')}>
        <WhoFields
          values={shown}
          errorAt={errorAt}
          texts={{
            name: t('form.name'),
            phone: t('form.phone'),
            email: t('form.email'),
            contactHint: t('form.contactHint'),
            locale: t('form.locale'),
          }}
          languages={languages}
          suggests={suggests}
          reachable
        />
      </Panel>
      {serviceGroups ? (
        <SelectField
          id="serviceId"
          name="serviceId"
          required
          label={t('form.service')}
          defaultValue={shown.serviceId}
          onChange={(event) => setServiceId(event.target.value)}
          error={errorAt('serviceId')}
        >
          <option value="">{t('form.chooseService')}</option>
          {serviceGroups.map(({ category, services }) => (
            <optgroup key={category} label={category}>
              {services.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
      ) : null}
      <WishFields
        form={shown.wish}
        options={{ ...options, people }}
        added={answer?.added ?? null}
        errorAt={errorAt}
      />
      <TextAreaField
        id="notes"
        name="notes"
        maxLength={500}
        optional={t('common:optional')}
        label={t('form.notes')}
        hint={t('form.notesHint')}
        defaultValue={shown.notes}
        error={errorAt('notes')}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="intent" value="save" busy={saving}>
          {submit}
        </Button>
        <TextLink roomy to={back} className="font-semibold">
          {t('dashboard:act.back')}
        </TextLink>
      </div>
    </Form>
  );
}
