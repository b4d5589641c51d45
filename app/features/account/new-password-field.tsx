import { TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** Where somebody chooses a password. It is never sent back to the page. */
export function NewPasswordField({ label, error }: { label: string; error: string | undefined }) {
  const { t } = useTranslation('account');
  return (
    <TextField
      id="password"
      name="password"
      type="password"
      label={label}
      hint={t('password.hint')}
      error={error}
      autoComplete="new-password"
      required
    />
  );
}
