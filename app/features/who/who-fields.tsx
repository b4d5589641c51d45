import { useEffect, useRef, useState } from 'react';
import { ContactLines } from '#app/features/dashboard/contact-lines.tsx';
import { Button } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { ContactFields } from './contact-fields.tsx';
import { CustomerNameField } from './customer-name-field.tsx';
import type { KnownCustomer } from './known-customer.ts';
import type { WhoValues } from './who-values.ts';

/** Who comes: a customer whom the salon knows, found by their name, or somebody new. */
export function WhoFields({
  values,
  errorAt,
  texts,
  languages,
  suggests,
  reachable = false,
}: {
  values: WhoValues;
  errorAt: (fieldId: string) => string | undefined;
  texts: Record<'name' | 'phone' | 'email' | 'contactHint' | 'locale', string>;
  /** Left out when the customer's language is settled. */
  languages?: { locale: string; name: string }[] | undefined;
  /** Whether who fills it in may see the customers. */
  suggests: boolean;
  /** Only who can be reached is of use here. */
  reachable?: boolean;
}) {
  const [chosen, setChosen] = useState<KnownCustomer | null>(
    values.customerId ? { ...values, id: values.customerId } : null,
  );
  const [isOther, setIsOther] = useState(false);
  if (chosen) {
    const another = () => {
      setChosen(null);
      setIsOther(true);
    };
    return <ChosenCustomer customer={chosen} onAnother={another} />;
  }
  const typed = isOther ? { ...values, name: '', phone: '', email: '' } : values;
  const name = { label: texts.name, defaultValue: typed.name, error: errorAt('name') };
  return (
    <>
      {suggests ? (
        <CustomerNameField {...name} reachable={reachable} takesFocus={isOther} onChoose={setChosen} />
      ) : (
        <TextField {...name} id="name" name="name" required maxLength={120} />
      )}
      <ContactFields
        phone={{ label: texts.phone, defaultValue: typed.phone, error: errorAt('phone') }}
        email={{ label: texts.email, defaultValue: typed.email, error: errorAt('email') }}
        hint={texts.contactHint}
      />
      {languages ? (
        <SelectField id="locale" name="locale" label={texts.locale} defaultValue={typed.locale}>
          {languages.map(({ locale, name: language }) => (
            <option key={locale} value={locale} lang={locale}>
              {language}
            </option>
          ))}
        </SelectField>
      ) : null}
    </>
  );
}

function ChosenCustomer({ customer, onAnother }: { customer: KnownCustomer; onAnother: () => void }) {
  const { t } = useTranslation('dashboard');
  const { id, name, phone, email } = customer;
  const card = useRef<HTMLDivElement>(null);
  // The field that had the focus is gone.
  useEffect(() => card.current?.focus(), []);
  return (
    <div
      ref={card}
      tabIndex={-1}
      role="group"
      aria-label={t('who.chosen')}
      className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-edge bg-accent-wash px-4 py-3"
    >
      {Object.entries({ customerId: id, name, phone, email }).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <span className="grid min-w-0">
        <span className="font-semibold wrap-anywhere">{name}</span>
        <ContactLines lines={[phone, email].filter(Boolean)} />
      </span>
      <Button
        type="button"
        look="secondary"
        size="small"
        aria-label={t('who.anotherThan', { name })}
        onClick={onAnother}
      >
        {t('who.another')}
      </Button>
    </div>
  );
}
