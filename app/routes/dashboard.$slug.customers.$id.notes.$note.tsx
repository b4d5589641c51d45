import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { noteView } from '#app/features/customers/customer-view.server.ts';
import { readNote } from '#app/features/customers/note-form.server.ts';
import { customerPath, openCustomer } from '#app/features/customers/open-customer.server.ts';
import { done, errorAt, noAnswer, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon, pageNotFound } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { RefusalNotice } from '#app/features/dashboard/refusal-notice.tsx';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { TextAreaField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const customer = await openCustomer(page, args.params.id);
  const note = customer.notes.find(({ id }) => id === args.params.note);
  if (!note) throw pageNotFound();
  const heading = textsOf(page.locale, 'customers')('notes.editTitle', { name: customer.name });
  return {
    title: page.titled(heading),
    heading,
    back: customerPath(page, customer.id),
    name: customer.name,
    note: noteView(note, page),
  };
}

/** Changes the note, or deletes it. */
export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const [customer, form] = await Promise.all([openCustomer(page, args.params.id), readForm(args.request)]);
  const t = textsOf(page.locale, 'customers');
  const to = customerPath(page, customer.id);
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const noteId = customer.notes.find(({ id }) => id === args.params.note)?.id;
    if (!noteId) return refused(t('notes.gone'));
    const about = { salonId: page.salonId, customerId: customer.id, noteId };
    if (textField(form, 'intent') === 'remove') {
      await page.api.customer.removeNote(about);
      return done(t('notes.removed'));
    }
    const note = readNote(form, page);
    if ('kind' in note) return note;
    await page.api.customer.changeNote({ ...about, text: note.text });
    return done(t('notes.saved'));
  });
}

export const meta = pageMeta;

export default function Note() {
  const { t } = useTranslation('customers');
  const { heading, back, name, note } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  return (
    <>
      <BackLink to={back}>{name}</BackLink>
      <DashboardTitle lead={note.lines.join(' · ')}>{heading}</DashboardTitle>
      <div className="grid max-w-2xl gap-5">
        <RefusalNotice refusal={answer.refusal} />
        <Form method="post" noValidate className="grid gap-4">
          <TextAreaField
            id="text"
            name="text"
            rows={5}
            maxLength={2000}
            label={t('notes.editLabel')}
            hint={t('notes.hint')}
            defaultValue={answer.values.text ?? note.text}
            error={errorAt(answer, 'text')}
          />
          <Button type="submit" className="justify-self-start">
            {t('notes.save')}
          </Button>
        </Form>
        <Panel title={t('notes.removeTitle')}>
          <p className="text-ink-soft">{t('notes.removeText')}</p>
          <Form method="post">
            <Button type="submit" name="intent" value="remove" look="danger">
              {t('notes.remove')}
            </Button>
          </Form>
        </Panel>
      </div>
    </>
  );
}
