import { ContactFields } from '#app/features/booking/contact-fields.tsx';
import { Button } from '#app/ui/button.tsx';
import { Honeypot } from '#app/ui/honeypot.tsx';
import { PageTitle } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { WishOptions } from './join-view.ts';
import type { JoinAnswer } from './send-join.server.ts';
import { WishFormFrame } from './wish-form-frame.tsx';
import type { WishForm } from './wish-form.ts';

export function JoinForm({
  form,
  options,
  answer,
}: {
  form: WishForm;
  options: WishOptions;
  answer: JoinAnswer | undefined;
}) {
  const { t } = useTranslation('join');
  return (
    <>
      <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
      <WishFormFrame intent="join" form={form} options={options} answer={answer}>
        {({ errorAt, busy }) => (
          <>
            <section aria-labelledby="contact" className="grid gap-5">
              <h2 id="contact" className="text-xl">
                {t('contact')}
              </h2>
              <Honeypot />
              <ContactFields values={answer?.contact} errorAt={errorAt} />
            </section>
            <Button
              type="submit"
              name="intent"
              value="join"
              busy={busy}
              className="sm:justify-self-start sm:px-8"
            >
              {busy ? t('submitting') : t('submit')}
            </Button>
          </>
        )}
      </WishFormFrame>
    </>
  );
}
