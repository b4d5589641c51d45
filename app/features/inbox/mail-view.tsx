import { useEffect, useRef } from 'react';
import { useTranslation } from '#app/use-translation.ts';
import type { AttachedFile } from '#server/modules/notifications/notifications.schema.ts';

interface MailFacts {
  salonName: string;
  recipient: string;
  subject: string;
  html: string;
  text: string;
  lang: string;
  attachments: AttachedFile[];
}

/**
 * An e-mail as a mail program shows it. The HTML part has a document of its own, as there: no style of this page reaches it, no
 * script runs in it, and its links open in this tab.
 */
export function MailView({ salonName, recipient, subject, html, text, lang, attachments }: MailFacts) {
  const { t } = useTranslation('inbox');
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 border-b border-line px-5 py-3 text-sm">
        <dt className="text-ink-soft">{t('from')}</dt>
        <dd className="min-w-0 wrap-anywhere">{salonName}</dd>
        <dt className="text-ink-soft">{t('to')}</dt>
        <dd className="min-w-0 wrap-anywhere">{recipient}</dd>
        <dt className="text-ink-soft">{t('subject')}</dt>
        <dd lang={lang} className="min-w-0 font-semibold wrap-anywhere">
          {subject}
        </dd>
        {attachments.length > 0 ? (
          <>
            <dt className="text-ink-soft">{t('attachments')}</dt>
            {attachments.map(({ name, contentType, content }) => (
              <dd key={name} className="col-start-2 min-w-0 wrap-anywhere">
                <a
                  download={name}
                  href={`data:${contentType.replaceAll(' ', '')},${encodeURIComponent(content)}`}
                  className="font-medium text-accent underline decoration-1 underline-offset-4"
                >
                  {name}
                </a>
              </dd>
            ))}
          </>
        ) : null}
      </dl>
      <MailFrame title={t('mailFrame', { subject })} html={html} />
      <details className="border-t border-line px-5">
        <summary className="flex min-h-11 cursor-pointer items-center text-sm font-medium text-accent underline decoration-1 underline-offset-4">
          {t('textPart')}
        </summary>
        <pre lang={lang} className="pb-4 font-sans text-sm wrap-anywhere whitespace-pre-wrap">
          {text}
        </pre>
      </details>
    </div>
  );
}

/** Links open in this tab. The page's policy lets no style sheet in that is not its own: the mail is shown in the light, as it is without one. */
function inFrame(html: string): string {
  return html.replace('<head>', '<head><base target="_top">').replace(/<style>.*?<\/style>/s, '');
}

/** As high as the mail is, once a script can measure it; without one it scrolls. */
function MailFrame({ title, html }: { title: string; html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const fit = () => {
    const height = frame.current?.contentDocument?.documentElement.scrollHeight;
    if (frame.current && height) frame.current.style.height = `${height}px`;
  };
  // The frame may have loaded before this page came alive.
  useEffect(fit, [html]);
  return (
    <iframe
      ref={frame}
      title={title}
      srcDoc={inFrame(html)}
      sandbox="allow-same-origin allow-top-navigation-by-user-activation"
      onLoad={fit}
      className="block h-128 w-full bg-paper scheme-light"
    />
  );
}
