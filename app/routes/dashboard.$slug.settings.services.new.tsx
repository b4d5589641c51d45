import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { done, noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon, requireRight } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { ServiceFields } from '#app/features/settings/service-fields.tsx';
import { readService } from '#app/features/settings/service-values.server.ts';
import { invalidValues } from '#app/features/settings/settings-errors.server.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Checkbox, Fieldset } from '#app/ui/choice.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { addServiceInput, serviceValuesSchema } from '#server/modules/salon/settings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'changeServices');
  const { api, salonId } = page;
  const [{ values }, employees] = await Promise.all([
    api.salon.settings({ salonId }),
    api.salon.employees({ salonId }),
  ]);
  return {
    title: page.titled(textsOf(page.locale, 'settings')('services.add')),
    back: `${page.base}/settings/services`,
    currency: values.currency,
    employees: employees
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ id, name }) => ({ id, name })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, salonId, locale } = page;
  const t = textsOf(locale, 'settings');
  const to = `${page.base}/settings/services`;
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const { values: salon } = await api.salon.settings({ salonId });
    const input = addServiceInput.safeParse({
      salonId,
      values: readService(form, salon.currency),
      employeeIds: [...form.keys()].flatMap((key) => (key.startsWith('by-') ? key.slice(3) : [])),
    });
    if (!input.success) return invalidValues(locale, input.error, serviceValuesSchema.shape);
    await api.salon.addService(input.data);
    const { name } = input.data.values;
    return done(t(input.data.employeeIds.length > 0 ? 'services.added' : 'services.addedNobody', { name }));
  });
}

export const meta = pageMeta;

export default function NewService() {
  const { t } = useTranslation('settings');
  const { back, currency, employees } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const wasSent = Object.keys(answer.values).length > 0;
  return (
    <>
      <BackLink to={back}>{t('services.title')}</BackLink>
      <DashboardTitle>{t('services.add')}</DashboardTitle>
      <EditForm answer={answer} submit={t('save')}>
        <ServiceFields
          answer={answer}
          values={{ bufferBeforeMinutes: '0', bufferAfterMinutes: '0' }}
          currency={currency}
        />
        {employees.length > 0 ? (
          <Fieldset id="by" legend={t('services.who')}>
            <div className="grid gap-x-5 sm:grid-cols-2">
              {employees.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  id={`by-${id}`}
                  name={`by-${id}`}
                  label={name}
                  defaultChecked={!wasSent || answer.values[`by-${id}`] !== undefined}
                />
              ))}
            </div>
          </Fieldset>
        ) : null}
      </EditForm>
    </>
  );
}
