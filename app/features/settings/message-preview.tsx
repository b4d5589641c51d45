import { MailView } from '#app/features/inbox/mail-view.tsx';
import { SmsBubble } from '#app/features/inbox/sms-bubble.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { PreviewWords } from './message-words.server.ts';

/** A text with facts that are made up, as a customer would get it. */
export function MessagePreview({
  preview,
  language,
  salonName,
}: {
  preview: PreviewWords | null;
  language: string;
  salonName: string;
}) {
  const { t } = useTranslation(['settings', 'inbox']);
  const message = preview?.message ?? null;
  return (
    <section aria-labelledby="preview-title" className="grid min-w-0 content-start gap-3">
      <h2 id="preview-title" className="text-lg">
        {t('messages.preview')}
      </h2>
      <p className="text-sm text-ink-soft">{t('messages.previewHint')}</p>
      {message?.channel === 'sms' ? <SmsBubble lang={language} text={message.text} /> : null}
      {message?.channel === 'email' ? (
        <MailView
          lang={language}
          salonName={salonName}
          recipient={t('messages.sampleRecipient')}
          {...message}
        />
      ) : null}
      <div aria-live="polite" className="grid gap-3">
        {message?.channel === 'sms' ? (
          <p className="text-sm font-medium">{t('inbox:segments', { count: message.segments })}</p>
        ) : null}
        {preview?.errors.map(({ fieldId, message: text }) => (
          <Notice key={fieldId} tone="warn">
            {text}
          </Notice>
        ))}
      </div>
    </section>
  );
}
