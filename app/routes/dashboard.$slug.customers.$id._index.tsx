import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  ConsentsPanel,
  DataPanel,
  DetailsPanel,
  HistoryPanel,
} from '#app/features/customers/customer-aside.tsx';
import { CustomerHeader } from '#app/features/customers/customer-header.tsx';
import { BookingsPanel, EntriesPanel, MessagesPanel } from '#app/features/customers/customer-lists.tsx';
import { customerView } from '#app/features/customers/customer-view.server.ts';
import { readNote } from '#app/features/customers/note-form.server.ts';
import { NotesPanel } from '#app/features/customers/notes-panel.tsx';
import { customerPath, openCustomer, seeCustomer } from '#app/features/customers/open-customer.server.ts';
import { done, errorAt, noAnswer, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { moment } from '#app/features/dashboard/moments.server.ts';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { RefusalNotice } from '#app/features/dashboard/refusal-notice.tsx';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const { base, url } = page;
  const t = textsOf(page.locale, 'customers');
  const { customer } = await seeCustomer(page, args);
  const list = `${base}/customers`;
  /** The list as it was left. */
  const back = pathWithin(base, url.searchParams.get('back')) ?? list;
  if (customer.state === 'erased') {
    const erased = t('gone.text', { when: moment(customer.erasedAt, page) });
    return { title: page.titled(t('gone.title')), base, back, erased, customer: null };
  }
  return {
    title: page.titled(customer.name),
    base,
    back,
    erased: null,
    customer: customerView(customer, page),
  };
}

/** Writes a note. */
export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const customer = await openCustomer(page, args, { keepsForm: true });
  const to = customerPath(page, customer.id);
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const note = readNote(form, page);
    if ('kind' in note) return note;
    await page.api.customer.addNote({ salonId: page.salonId, customerId: customer.id, text: note.text });
    return done(textsOf(page.locale, 'customers')('notes.added', { name: customer.name }));
  });
}

export const meta = pageMeta;

export default function Customer() {
  const { t } = useTranslation('customers');
  const { base, back, erased, customer } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  if (!customer) {
    return (
      <>
        <BackLink to={back}>{t('title')}</BackLink>
        <DashboardTitle lead={erased}>{t('gone.title')}</DashboardTitle>
      </>
    );
  }
  return (
    <>
      <CustomerHeader base={base} back={back} customer={customer} />
      <RefusalNotice refusal={answer.refusal} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <div className="grid min-w-0 gap-5">
          <NotesPanel
            notes={customer.notes}
            here={customer.here}
            typed={answer.values.text ?? ''}
            error={errorAt(answer, 'text')}
          />
          <BookingsPanel
            title={t('page.upcoming')}
            empty={t('page.upcomingEmpty')}
            bookings={customer.upcoming}
          />
          <EntriesPanel entries={customer.entries} />
          <BookingsPanel
            title={t('page.past')}
            empty={t('page.pastEmpty')}
            bookings={customer.past}
            more={customer.hasMorePast ? t('page.pastMore') : undefined}
          />
          <MessagesPanel messages={customer.messages} base={base} />
        </div>
        <div className="grid min-w-0 gap-5">
          <DetailsPanel customer={customer} />
          <ConsentsPanel customer={customer} />
          <DataPanel customer={customer} />
          <HistoryPanel history={customer.history} />
        </div>
      </div>
    </>
  );
}
