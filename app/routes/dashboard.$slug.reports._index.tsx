import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from '#app/use-translation.ts';
import { redirectSaying } from '#app/features/dashboard/flash.server.ts';
import { may, openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { KeyFigures } from '#app/features/reports/key-figures.tsx';
import { PeriodForm } from '#app/features/reports/period-form.tsx';
import { PriceForm } from '#app/features/reports/price-form.tsx';
import { ReportSection } from '#app/features/reports/report-section.tsx';
import { readPrice } from '#app/features/reports/price.ts';
import { reportView } from '#app/features/reports/report-view.server.ts';
import { formErrors, problemsOf, textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { setSmsPriceInput } from '#server/modules/reports/reports.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  return {
    title: page.titled(textsOf(page.locale, 'reports')('title')),
    base: page.base,
    mayPrice: may(page, 'changeReports'),
    ...(await reportView(page)),
  };
}

/** What a segment of an SMS costs. */
export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const given = textField(await readForm(args.request), 'price');
  const price = setSmsPriceInput.safeParse({ salonId: page.salonId, micros: readPrice(given) });
  if (!price.success) {
    const [error] = formErrors(page.locale, problemsOf(price.error));
    return data({ given, error: error?.message ?? null }, 400);
  }
  await page.api.report.setSmsPrice(price.data);
  const t = textsOf(page.locale, 'reports');
  const text = t(price.data.micros === null ? 'price.cleared' : 'price.saved');
  return redirectSaying(`${page.url.pathname}${page.url.search}`, { text, links: [] }, args.request);
}

export const meta = pageMeta;

export default function Reports() {
  const { t } = useTranslation('reports');
  const {
    base,
    mayPrice,
    search,
    lead,
    isEmpty,
    presets,
    employees,
    keyFigures,
    sections,
    currency,
    smsPrice,
  } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <DashboardTitle lead={<p className="max-w-prose">{lead}</p>}>{t('title')}</DashboardTitle>
      <div className="grid min-w-0 gap-6">
        <PeriodForm action={`${base}/reports`} search={search} presets={presets} employees={employees} />
        {isEmpty ? (
          <EmptyState
            title={t('empty')}
            action={
              <TextLink roomy to={`${base}/waitlist`}>
                {t('emptyAct')}
              </TextLink>
            }
          >
            {t('emptyText')}
          </EmptyState>
        ) : (
          <>
            <KeyFigures figures={keyFigures} />
            <nav aria-label={t('contents')}>
              <ul className="flex flex-wrap gap-x-5">
                {sections.map(({ key, title }) => (
                  <li key={key}>
                    <a
                      href={`#${key}`}
                      className="inline-flex min-h-11 items-center text-sm font-medium text-accent underline decoration-1 underline-offset-4 hover:decoration-2"
                    >
                      {title}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <div className="grid min-w-0 gap-5">
              {sections.map((section) => (
                <ReportSection key={section.key} section={section}>
                  {section.key === 'messages' && mayPrice ? (
                    <PriceForm
                      price={refused?.given ?? smsPrice}
                      currency={currency}
                      error={refused?.error ?? null}
                    />
                  ) : null}
                </ReportSection>
              ))}
            </div>
          </>
        )}
      </div>
    </>
  );
}
