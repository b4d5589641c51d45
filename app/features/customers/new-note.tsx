import { Form, useNavigation } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { TextAreaField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** A place to write a note about a customer. */
export function NewNote({
  action,
  typed,
  error,
}: {
  /** The customer's page; left out on that page itself. */
  action?: string;
  /** What was sent and not taken. */
  typed: string;
  error: string | undefined;
}) {
  const { t } = useTranslation('customers');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Form method="post" action={action} noValidate preventScrollReset className="grid gap-3">
      <TextAreaField
        id="text"
        name="text"
        rows={2}
        maxLength={2000}
        label={t('notes.label')}
        hint={t('notes.hint')}
        defaultValue={typed}
        error={error}
      />
      <Button type="submit" look="secondary" busy={busy} className="justify-self-start">
        {t('notes.add')}
      </Button>
    </Form>
  );
}
