import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** Who comes and how to reach them. The ids are the names, so that an error finds its field. */
export function ContactFields({
  values,
  errorAt,
}: {
  values: { name: string; phone: string; email: string } | undefined;
  errorAt: (fieldId: string) => string | undefined;
}) {
  const { t } = useTranslation('booking');
  return (
    <>
      <TextField
        id="name"
        name="name"
        label={t('details.name')}
        autoComplete="name"
        required
        maxLength={120}
        defaultValue={values?.name}
        error={errorAt('name')}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          id="phone"
          name="phone"
          type="tel"
          inputMode="tel"
          label={t('details.phone')}
          autoComplete="tel"
          maxLength={40}
          defaultValue={values?.phone}
          sharedHintId="contact-hint"
          error={errorAt('phone')}
        />
        <TextField
          id="email"
          name="email"
          type="email"
          label={t('details.email')}
          autoComplete="email"
          maxLength={254}
          defaultValue={values?.email}
          sharedHintId="contact-hint"
          error={errorAt('email')}
        />
      </div>
      <p id="contact-hint" className="-mt-3 text-sm text-ink-soft">
        {t('details.contactHint')}
      </p>
    </>
  );
}
