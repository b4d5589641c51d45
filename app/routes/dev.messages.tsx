import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MailView } from '#app/features/inbox/mail-view.tsx';
import { SmsBubble } from '#app/features/inbox/sms-bubble.tsx';
import { languageNames, textsOf } from '#app/texts.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const languages = new Map(languageNames().map(({ locale, name }) => [locale, name]));
  const samples = await context.api.message.samples();
  return {
    title: textsOf(context.locale, 'inbox')('samples.title'),
    samples: samples.map(({ template, messages }) => ({
      template,
      messages: messages.map((message) => ({ ...message, language: languages.get(message.locale) })),
    })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'robots', content: 'noindex' },
];

/** For who looks over what customers are told: each message on each channel and in each language. */
export default function Messages() {
  const { t } = useTranslation('inbox');
  const { t: log } = useTranslation('log');
  const { samples } = useLoaderData<typeof loader>();
  return (
    <PublicShell>
      <PageTitle lead={t('samples.intro')}>{t('samples.title')}</PageTitle>
      <nav aria-label={t('samples.contents')} className="mb-10">
        <ul className="flex flex-wrap gap-x-4">
          {samples.map(({ template }) => (
            <li key={template}>
              <a
                href={`#${template}`}
                className="inline-flex min-h-11 items-center font-medium text-accent underline decoration-1 underline-offset-4"
              >
                {log(`templates.${template}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid gap-12">
        {samples.map(({ template, messages }) => (
          <section key={template} aria-labelledby={template} className="grid gap-5">
            <h2 id={template}>{log(`templates.${template}`)}</h2>
            {messages.map((message) => (
              <article key={`${message.channel} ${message.locale}`} className="grid gap-2">
                <header className="flex flex-wrap items-center gap-3">
                  <h3 className="font-sans text-base font-semibold tracking-normal">
                    {t('samples.heading', {
                      channel: t(`channels.${message.channel}`),
                      language: message.language,
                    })}
                  </h3>
                  {message.channel === 'sms' ? (
                    <Badge tone={message.segments > 1 ? 'warn' : 'quiet'}>
                      {t('segments', { count: message.segments })}
                    </Badge>
                  ) : null}
                </header>
                {message.channel === 'sms' ? (
                  <SmsBubble lang={message.locale} text={message.text} />
                ) : (
                  <MailView lang={message.locale} {...message} />
                )}
              </article>
            ))}
          </section>
        ))}
      </div>
    </PublicShell>
  );
}
