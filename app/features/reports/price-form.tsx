import { Form, useNavigation } from '@remix-run/react';
import { useTranslation } from '#app/use-translation.ts';
import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';

/** What a segment costs is on the provider's bill alone, so whoever has that writes it down here. */
export function PriceForm({
  price,
  currency,
  error,
}: {
  price: string;
  currency: string;
  error: string | null;
}) {
  const { t } = useTranslation('reports');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Form
      method="post"
      className="grid max-w-xl gap-3 rounded-md bg-sunken p-4"
      noValidate
      preventScrollReset
    >
      {price ? null : <p className="text-sm">{t('price.missing')}</p>}
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          key={price}
          id="price"
          name="price"
          inputMode="decimal"
          autoComplete="off"
          label={t('price.label')}
          hint={t('price.hint', { currency })}
          error={error}
          defaultValue={price}
          maxLength={12}
          className="grow basis-56"
        />
        <Button type="submit" look="secondary" busy={busy}>
          {t('price.save')}
        </Button>
      </div>
    </Form>
  );
}
