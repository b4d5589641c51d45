import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { done, noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { SalonFields } from '#app/features/settings/salon-fields.tsx';
import { readSalon, writeSalon } from '#app/features/settings/salon-values.server.ts';
import { invalidFields, invalidValues } from '#app/features/settings/settings-errors.server.ts';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { languageNames, textsOf } from '#app/texts.server.ts';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { changeSalonInput, salonValuesSchema } from '#server/modules/salon/settings.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { values, version, currencyIsFixed } = await page.api.salon.settings({ salonId: page.salonId });
  const zones = Intl.supportedValuesOf('timeZone');
  return {
    title: page.titled(textsOf(page.locale, 'settings')('salon.title')),
    version,
    values: writeSalon(values),
    currencyIsFixed,
    timeZones: zones.includes(values.timeZone) ? zones : [values.timeZone, ...zones],
    languages: languageNames(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, salonId, locale, url } = page;
  return answerAct(page, { request: args.request, form, to: url.pathname }, async (): Promise<ActOutcome> => {
    const { values } = await api.salon.settings({ salonId });
    const input = changeSalonInput.safeParse({
      salonId,
      version: textField(form, 'version'),
      values: readSalon(form, values.currency),
    });
    const { shape } = salonValuesSchema;
    if (!input.success) return invalidValues(locale, input.error, shape);
    const outcome = await api.salon.change(input.data);
    if (!outcome.ok) return invalidFields(locale, outcome.fields, shape);
    const t = textsOf(locale, 'settings');
    return done(`${t('saved')} ${t('unchangedRule')}`);
  });
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function Salon() {
  const { t } = useTranslation('settings');
  const { version, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <>
      <DashboardTitle>{t('salon.title')}</DashboardTitle>
      <EditForm key={version} answer={answer} version={version} submit={t('save')}>
        <SalonFields answer={answer} {...view} />
      </EditForm>
    </>
  );
}
