import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { done, noAnswer, type ActAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct, valuesOf } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { PolicyFields } from '#app/features/settings/policy-fields.tsx';
import {
  policyFacts,
  policyNumbers,
  previewWords,
  readPolicy,
} from '#app/features/settings/policy-values.server.ts';
import { invalidValues } from '#app/features/settings/settings-errors.server.ts';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { setPolicyInput } from '#server/modules/policy/policy.schema.ts';
import { serviceIdSchema } from '#server/platform/ids.schema.ts';

/** The service whose rules the address asks for; without one, the salon's. */
function serviceIn(url: URL) {
  const asked = url.searchParams.get('service') ?? '';
  if (asked === '') return undefined;
  const service = serviceIdSchema.safeParse(asked);
  if (!service.success) throw pageNotFound();
  return service.data;
}

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { api, salonId, url } = page;
  const serviceId = serviceIn(url);
  const [explained, services] = await Promise.all([
    api.policy.explain({ salonId, serviceId }),
    api.salon.services({ salonId }),
  ]);
  const service = services.find(({ id }) => id === serviceId);
  const t = textsOf(page.locale, 'settings');
  const heading = service ? t('services.rules', { name: service.name }) : t('policy.title');
  return {
    title: page.titled(heading),
    heading,
    here: `${page.base}/settings/waitlist`,
    serviceId: serviceId ?? '',
    services: services
      .filter(({ id, archivedAt }) => archivedAt === null || id === serviceId)
      .map(({ id, name }) => ({ id, name })),
    version: explained.version,
    facts: policyFacts(explained, serviceId ? 'service' : 'salon', page),
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const { api, salonId, locale, url } = page;
  const input = setPolicyInput.safeParse({
    salonId,
    serviceId: serviceIn(url),
    version: textField(form, 'version'),
    values: readPolicy(form),
  });
  if (form.has('preview') && input.success) {
    const preview = previewWords(await api.policy.preview(input.data), page);
    return data({ ...noAnswer, values: valuesOf(form), preview });
  }
  const to = `${url.pathname}${url.search}`;
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    if (!input.success) return invalidValues(locale, input.error, policyNumbers);
    await api.policy.set(input.data);
    const t = textsOf(locale, 'settings');
    return done(`${t('policy.saved')} ${t('unchangedRule')}`);
  });
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function WaitlistRules() {
  const { t } = useTranslation(['settings', 'dashboard']);
  const { heading, here, serviceId, services, version, facts } = useLoaderData<typeof loader>();
  const answer: ActAnswer & { preview?: string } = useActionData<typeof action>() ?? noAnswer;
  const { preview } = answer;
  return (
    <>
      <DashboardTitle lead={t('policy.lead')}>{heading}</DashboardTitle>
      <div className="grid max-w-2xl gap-5">
        <Form method="get" action={here} className="flex flex-wrap items-end gap-x-4 gap-y-3">
          <SelectField
            key={serviceId}
            id="service"
            name="service"
            label={t('policy.scope')}
            defaultValue={serviceId}
            className="grow basis-52"
          >
            <option value="">{t('policy.wholeSalon')}</option>
            {services.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <Button type="submit" look="secondary">
            {t('dashboard:filter.show')}
          </Button>
        </Form>
        <EditForm
          // What was saved, or another service, fills the fields anew.
          key={`${serviceId} ${version}`}
          answer={answer}
          version={version}
          submit={t('save')}
          otherActs={
            <Button type="submit" name="preview" value="on" look="secondary">
              {t('policy.preview')}
            </Button>
          }
        >
          <PolicyFields answer={answer} facts={facts} />
          {preview === undefined ? null : (
            <Notice tone="calm" live="polite">
              {preview}
            </Notice>
          )}
        </EditForm>
      </div>
    </>
  );
}
