import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { noteView } from '#app/features/customers/customer-view.server.ts';
import { NewNote } from '#app/features/customers/new-note.tsx';
import { readNote } from '#app/features/customers/note-form.server.ts';
import { customerPath, openCustomer } from '#app/features/customers/open-customer.server.ts';
import { done, errorAt, noAnswer, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import { answerAct } from '#app/features/dashboard/answer-act.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { EditForm } from '#app/features/dashboard/edit-form.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { shouldRevalidate } from '#app/features/dashboard/revalidate.ts';
import { textField } from '#app/form-errors.server.ts';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { TextAreaField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const customer = await openCustomer(page, args);
  const note = customer.notes.find(({ id }) => id === args.params.note);
  const t = textsOf(page.locale, 'customers');
  const heading = note ? t('notes.editTitle', { name: customer.name }) : t('notes.goneTitle');
  const view = {
    title: page.titled(heading),
    heading,
    back: customerPath(page, customer.id),
    name: customer.name,
    note: note ? noteView(note, page) : null,
  };
  // No 404 page: whoever was writing in it has words to keep.
  return data(view, { status: note ? 200 : 404 });
}

/** Changes the note, or deletes it. */
export async function action(args: ActionFunctionArgs) {
  const page = await openSalon(args);
  const form = await readForm(args.request);
  const customer = await openCustomer(page, args, { keepsForm: true });
  const { name } = customer;
  const t = textsOf(page.locale, 'customers');
  const to = customerPath(page, customer.id);
  return answerAct(page, { request: args.request, form, to }, async (): Promise<ActOutcome> => {
    const noteId = customer.notes.find(({ id }) => id === args.params.note)?.id;
    if (!noteId) return refused(t('notes.gone'));
    const version = textField(form, 'version');
    const about = { salonId: page.salonId, customerId: customer.id, noteId, version };
    if (textField(form, 'intent') === 'remove') {
      await page.api.customer.removeNote(about);
      return done(t('notes.removed'));
    }
    const note = readNote(form, page);
    if ('kind' in note) return note;
    await page.api.customer.changeNote({ ...about, text: note.text });
    return done(t('notes.saved', { name }));
  });
}

export const meta = pageMeta;
export { shouldRevalidate };

export default function Note() {
  const { t } = useTranslation('customers');
  const { heading, back, name, note } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? noAnswer;
  const typed = answer.values.text;
  if (!note) {
    return (
      <>
        <BackLink to={back}>{name}</BackLink>
        <DashboardTitle lead={t('notes.gone')}>{heading}</DashboardTitle>
        <div className="max-w-2xl">
          <Panel title={t('notes.title')}>
            <NewNote action={`${back}?index`} typed={typed ?? ''} error={undefined} />
          </Panel>
        </div>
      </>
    );
  }
  const text = typed ?? note.text;
  return (
    <>
      <BackLink to={back}>{name}</BackLink>
      <DashboardTitle lead={note.lines.join(' · ')}>{heading}</DashboardTitle>
      <div className="grid max-w-2xl gap-5">
        <EditForm
          answer={answer}
          version={note.version}
          differences={[{ label: t('notes.editLabel'), theirs: note.text, yours: text }]}
          submit={t('notes.save')}
        >
          <TextAreaField
            id="text"
            name="text"
            rows={5}
            maxLength={2000}
            label={t('notes.editLabel')}
            hint={t('notes.hint')}
            defaultValue={text}
            error={errorAt(answer, 'text')}
          />
        </EditForm>
        <Panel title={t('notes.removeTitle')}>
          <p className="text-ink-soft">{t('notes.removeText')}</p>
          <Form method="post">
            <input type="hidden" name="version" value={note.version} />
            <Button type="submit" name="intent" value="remove" look="danger">
              {t('notes.remove')}
            </Button>
          </Form>
        </Panel>
      </div>
    </>
  );
}
