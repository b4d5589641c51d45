import { TextField } from '#app/ui/field.tsx';

interface Contact {
  label: string;
  defaultValue: string;
  error: string | undefined;
}

/** How somebody is reached whom staff write down: the browser's own contacts are of no use there. */
export function ContactFields({ phone, email, hint }: { phone: Contact; email: Contact; hint: string }) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...phone}
          id="phone"
          name="phone"
          type="tel"
          maxLength={40}
          autoComplete="off"
          sharedHintId="contact-hint"
        />
        <TextField
          {...email}
          id="email"
          name="email"
          type="email"
          maxLength={254}
          autoComplete="off"
          sharedHintId="contact-hint"
        />
      </div>
      <p id="contact-hint" className="-mt-2 text-sm text-ink-soft">
        {hint}
      </p>
    </>
  );
}
