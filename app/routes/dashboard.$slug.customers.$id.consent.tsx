import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { consentViews } from '#app/features/customers/consent-view.server.ts';
import { customerPath, openCustomer } from '#app/features/customers/open-customer.server.ts';
import { done, errorAt, noAnswer, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { ActPage } from '#app/features/dashboard/act-page.tsx';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { openSalon, pageNotFound, type StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Fieldset, RadioCard } from '#app/ui/choice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import {
  consentWays,
  consentWaySchema,
  type CustomerDetails,
} from '#server/modules/customers/customers.schema.ts';
import { channelSchema } from '#server/modules/notifications/notifications.schema.ts';

/** What the address asks about, as things stand. */
function asked(customer: CustomerDetails, page: StaffPage) {
  const channel = channelSchema.safeParse(page.url.searchParams.get('by')).data;
  const consents = consentViews(customer, page);
  const consent = consents.find((each) => each.channel === channel);
  if (!channel || !consent) throw pageNotFound();
  const other = consents.find((each) => each.channel !== channel);
  const isBothStopped = other ? other.state === 'stopped' || !other.canAllow : true;
  return { channel, grants: consent.state === 'stopped', isBothStopped };
}

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const customer = await openCustomer(page, args);
  const { channel, grants, isBothStopped } = asked(customer, page);
  const { name } = customer;
  const t = textsOf(page.locale, 'customers');
  const heading = t(grants ? `consent.allowTitle.${channel}` : `consent.stopTitle.${channel}`, { name });
  return {
    heading,
    title: page.titled(heading),
    back: customerPath(page, customer.id),
    grants,
    does: grants
      ? [t(`consent.allowDoes.${channel}`, { name }), t('consent.allowLaw', { name })]
      : [
          t(`consent.stopDoes.${channel}`, { name }),
          ...(isBothStopped ? [t('consent.noChannel', { name })] : []),
        ],
    submit: t(grants ? 'consent.submitAllow' : 'consent.submitStop'),
    isGrave: !grants,
  };
}

export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [customer, form] = await Promise.all([openCustomer(page, args), readForm(args.request)]);
  const { name } = customer;
  const { channel } = asked(customer, page);
  const t = textsOf(page.locale, 'customers');
  const to = customerPath(page, customer.id);
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const how = consentWaySchema.safeParse(form.get('how'));
    const granted = form.get('grants') === 'yes';
    if (!how.success || (granted && how.data === 'wrong_contact')) {
      return { kind: 'invalid', errors: [{ fieldId: 'how', message: t('consent.missing') }] };
    }
    const outcome = await page.api.customer.recordConsent({
      salonId: page.salonId,
      customerId: customer.id,
      channel,
      granted,
      how: how.data,
    });
    if (!outcome.ok) return refused(t('consent.noContact', { name }));
    return done(t(granted ? `consent.allowedDone.${channel}` : `consent.stoppedDone.${channel}`, { name }));
  });
}

export const meta = pageMeta;

export default function Consent() {
  const { t } = useTranslation('customers');
  const { grants, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <ActPage {...view} impossible={null} answer={answer}>
      <input type="hidden" name="grants" value={grants ? 'yes' : 'no'} />
      <Fieldset
        id="how"
        legend={grants ? t('consent.how.allow') : t('consent.how.stop')}
        error={errorAt(answer, 'how')}
      >
        {consentWays
          .filter((way) => !grants || way !== 'wrong_contact')
          .map((way) => (
            <RadioCard
              key={way}
              id={`how-${way}`}
              name="how"
              value={way}
              label={t(`consent.ways.${way}`)}
              defaultChecked={answer.values.how === way}
            />
          ))}
      </Fieldset>
    </ActPage>
  );
}
