import { Form } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** A form, since a visit must not log anybody out. */
export function LogOutButton() {
  const { t } = useTranslation('auth');
  return (
    <Form method="post" action="/logout">
      <Button type="submit" look="secondary" size="small">
        {t('logOut')}
      </Button>
    </Form>
  );
}
