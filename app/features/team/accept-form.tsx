import { Form } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** For somebody with an account: one click where it is logged in, else the way there and back. */
export function AcceptForm({ email, account }: { email: string; account: 'log_in' | 'other' | 'own' }) {
  const { t } = useTranslation('invitation');
  const busy = useBusy();
  return (
    <Card>
      <Form method="post" className="grid justify-items-start gap-4">
        <div className="grid gap-1">
          {account === 'other' ? <p>{t('logIn.other', { email })}</p> : null}
          <p>{t(account === 'own' ? 'accept.lead' : 'logIn.lead', { email })}</p>
        </div>
        <Button type="submit" name="act" value={account === 'own' ? 'accept' : 'logIn'} busy={busy}>
          {t(account === 'own' ? 'accept.submit' : 'logIn.submit')}
        </Button>
      </Form>
    </Card>
  );
}
