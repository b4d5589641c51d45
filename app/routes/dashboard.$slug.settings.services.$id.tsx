import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { done, noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon, pageNotFound, requireRight } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { ServiceFields } from '#app/features/settings/service-fields.tsx';
import { readService, writeService } from '#app/features/settings/service-values.server.ts';
import { invalidValues } from '#app/features/settings/settings-errors.server.ts';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { changeServiceInput, serviceValuesSchema } from '#server/modules/salon/settings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  requireRight(page, 'changeServices');
  const { api, salonId } = page;
  const [{ values }, services] = await Promise.all([
    api.salon.settings({ salonId }),
    api.salon.services({ salonId }),
  ]);
  const service = services.find(({ id }) => id === args.params.id);
  if (!service) throw pageNotFound();
  return {
    title: page.titled(service.name),
    name: service.name,
    back: `${page.base}/settings/services`,
    rules: `${page.base}/settings/waitlist?service=${service.id}`,
    archive: service.archivedAt === null ? `${page.base}/settings/services/${service.id}/archive` : null,
    currency: values.currency,
    version: service.version,
    values: writeService(service, values.currency),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, salonId, locale } = page;
  const to = `${page.base}/settings/services`;
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const { values: salon } = await api.salon.settings({ salonId });
    const input = changeServiceInput.safeParse({
      salonId,
      serviceId: args.params.id,
      version: textField(form, 'version'),
      values: readService(form, salon.currency),
    });
    if (!input.success) return invalidValues(locale, input.error, serviceValuesSchema.shape);
    await api.salon.changeService(input.data);
    const t = textsOf(locale, 'settings');
    return done(`${t('saved')} ${t('unchangedRule')}`);
  });
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function Service() {
  const { t } = useTranslation('settings');
  const { back, rules, archive, name, currency, version, values } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <>
      <BackLink to={back}>{t('services.title')}</BackLink>
      <DashboardTitle>{name}</DashboardTitle>
      <EditForm answer={answer} version={version} submit={t('save')}>
        <ServiceFields answer={answer} values={values} currency={currency} />
      </EditForm>
      <p className="mt-4 flex flex-wrap gap-x-6">
        <TextLink roomy to={rules}>
          {t('services.rules', { name })}
        </TextLink>
        {archive ? (
          <TextLink roomy to={archive}>
            {t('services.archive', { name })}
          </TextLink>
        ) : null}
      </p>
    </>
  );
}
