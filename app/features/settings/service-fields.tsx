import { errorAt, type ActAnswer } from '#app/features/dashboard/act-outcome.ts';
import { TextAreaField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { ServiceValues } from '#server/modules/salon/settings.schema.ts';

/** What a service is: of a new one nothing is filled in. */
export function ServiceFields({
  answer,
  values,
  currency,
}: {
  answer: ActAnswer;
  values: Partial<Record<keyof ServiceValues, string>>;
  currency: string;
}) {
  const { t } = useTranslation(['settings', 'common']);
  const field = (id: keyof ServiceValues) => ({
    id,
    name: id,
    defaultValue: answer.values[id] ?? values[id] ?? '',
    error: errorAt(answer, id),
    autoComplete: 'off',
  });
  const minutes = { inputMode: 'numeric', hint: t('minutes'), maxLength: 5 } as const;
  return (
    <>
      <TextField {...field('name')} label={t('services.name')} maxLength={120} />
      <TextField
        {...field('category')}
        label={t('services.category')}
        hint={t('services.categoryHint')}
        optional={t('common:optional')}
        maxLength={120}
      />
      <TextAreaField
        {...field('description')}
        label={t('services.description')}
        optional={t('common:optional')}
        maxLength={1000}
      />
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField {...field('durationMinutes')} {...minutes} label={t('services.duration')} />
        <TextField {...field('bufferBeforeMinutes')} {...minutes} label={t('services.bufferBefore')} />
        <TextField {...field('bufferAfterMinutes')} {...minutes} label={t('services.bufferAfter')} />
      </div>
      <TextField
        {...field('priceMinor')}
        label={t('services.price')}
        hint={t('services.priceHint', { currency })}
        inputMode="decimal"
        maxLength={14}
        className="max-w-56"
      />
    </>
  );
}
