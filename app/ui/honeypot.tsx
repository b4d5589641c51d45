import { useTranslation } from '#app/use-translation.ts';

/** The name is one that programs like to fill in, and that no browser knows to fill in for people. */
export const honeypotName = 'website';

/**
 * A field that people neither see, hear nor reach; programs that fill in whatever they find give themselves away by it. It is out of the
 * picture and not `hidden`, which they look for. Its label is for those whose browser shows pages without styles.
 */
export function Honeypot() {
  const { t } = useTranslation('common');
  return (
    <div aria-hidden="true" className="sr-only">
      <label htmlFor={honeypotName}>{t('leaveEmpty')}</label>
      <input
        id={honeypotName}
        name={honeypotName}
        type="text"
        tabIndex={-1}
        autoComplete="off"
        // Password managers that go by marks of their own.
        data-1p-ignore=""
        data-bwignore="true"
        data-form-type="other"
        data-lpignore="true"
      />
    </div>
  );
}
