import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { MoreActs } from '#app/features/dashboard/more-acts.tsx';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PhoneLink } from '#app/ui/phone-link.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { CustomerPageView } from './customer-view.server.ts';

/** Who it is, how to reach them at once, and what can be done for them. */
export function CustomerHeader({
  base,
  back,
  customer,
}: {
  base: string;
  back: string;
  customer: CustomerPageView;
}) {
  const { t } = useTranslation(['customers', 'waitlist', 'dashboard']);
  const { here, id, name, phone, email, mayMerge, mayErase } = customer;
  return (
    <>
      <BackLink to={back}>{t('title')}</BackLink>
      <DashboardTitle
        lead={
          <span className="flex flex-wrap items-center gap-x-5">
            {phone ? (
              <PhoneLink phone={phone} className={reach}>
                {phone}
              </PhoneLink>
            ) : null}
            {email ? (
              <a href={`mailto:${email}`} className={`${reach} wrap-anywhere`}>
                {email}
              </a>
            ) : null}
            <span>{customer.since}</span>
          </span>
        }
      >
        {name}
      </DashboardTitle>
      <div role="group" aria-label={t('dashboard:act.acts', { name })} className="mb-6 flex flex-wrap gap-2">
        <LinkButton size="small" to={`${here}/book`}>
          {t('page.book')}
        </LinkButton>
        <LinkButton size="small" look="secondary" to={`${base}/waitlist/new?customer=${id}`}>
          {t('page.add')}
        </LinkButton>
        <LinkButton size="small" look="secondary" to={`${here}/change`}>
          {t('page.change')}
        </LinkButton>
        <MoreActs
          label={t('waitlist:more')}
          fullLabel={t('waitlist:moreFor', { name })}
          acts={[
            ...(mayMerge ? [{ key: 'merge', label: t('page.merge'), href: `${here}/merge` }] : []),
            ...(mayErase
              ? [{ key: 'erase', label: t('page.erase'), href: `${here}/erase`, isGrave: true }]
              : []),
          ]}
        />
      </div>
      <Duplicates customer={customer} base={base} />
    </>
  );
}

function Duplicates({
  customer: { here, duplicates, mayMerge },
  base,
}: {
  customer: CustomerPageView;
  base: string;
}) {
  const { t } = useTranslation('customers');
  if (duplicates.length === 0) return null;
  return (
    <Notice tone="warn" title={t('page.duplicate')} className="mb-6">
      <ul className="grid gap-1">
        {duplicates.map(({ id, line, name }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4">
            <span>{line}</span>
            <TextLink roomy to={mayMerge ? `${here}/merge?with=${id}` : `${base}/customers/${id}`}>
              {mayMerge ? t('merge.compareWith', { name }) : t('change.see', { name })}
            </TextLink>
          </li>
        ))}
      </ul>
      {mayMerge ? null : <p>{t('page.duplicateAsk')}</p>}
    </Notice>
  );
}

const reach =
  'inline-flex min-h-11 items-center font-medium text-accent underline decoration-1 underline-offset-4';
