import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { backToMessages, openMessage, resendPath } from '#app/features/messages/open-message.server.ts';
import { messageWords } from '#app/features/messages/message-words.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { StateBadge } from '#app/ui/badge.tsx';
import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { FactList } from '#app/ui/card.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const message = await openMessage(page, args.params.id);
  const words = messageWords(message, page);
  const t = textsOf(page.locale, 'log');
  const heading = t('message.title', { what: t(`templates.${message.template}`), name: words.name });
  return {
    title: page.titled(heading),
    heading,
    back: backToMessages(page),
    message: words,
    said: message.words,
    lang: message.locale,
    isOver: !message.makesSense,
    resend: words.canResend && message.makesSense ? resendPath(page, message.id) : null,
    customer: message.customerId ? `${page.base}/customers/${message.customerId}` : null,
  };
}

export const meta = pageMeta;

export default function Message() {
  const { t } = useTranslation(['log', 'inbox']);
  const { heading, back, message, said, lang, isOver, resend, customer } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink to={back}>{t('title')}</BackLink>
      <DashboardTitle
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StateBadge long state={`message.${message.status}`}>
              <span className="inline-block first-letter:uppercase">
                {t(`inbox:statuses.${message.status}`)}
              </span>
            </StateBadge>
            {message.trouble ? <span>{message.trouble}</span> : null}
          </span>
        }
        actions={
          <>
            {resend ? (
              <LinkButton size="small" to={resend}>
                {t('resend.label')}
              </LinkButton>
            ) : null}
            {message.isTroubled && customer ? (
              <LinkButton size="small" look="secondary" to={`${customer}/change`}>
                {t('message.correctContact')}
              </LinkButton>
            ) : null}
          </>
        }
      >
        {heading}
      </DashboardTitle>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <Panel title={t('message.words')} lead={said ? t('message.wordsLead') : undefined}>
          {said ? (
            <div lang={lang} className="grid max-w-prose gap-2 rounded-lg rounded-bl-sm bg-sunken px-4 py-3">
              {said.subject ? <p className="font-semibold">{said.subject}</p> : null}
              <p className="wrap-anywhere whitespace-pre-line">{said.text}</p>
            </div>
          ) : (
            <p className="text-ink-soft">{t('troubles.gone')}</p>
          )}
          {isOver && message.isTroubled ? <p>{t('resend.refusals.pointless')}</p> : null}
        </Panel>
        <Panel title={t('message.facts')}>
          <FactList
            facts={[
              {
                key: 'to',
                term: t('to'),
                value: (
                  <>
                    {customer ? (
                      <TextLink roomy="flat" to={customer}>
                        {message.name}
                      </TextLink>
                    ) : (
                      message.name
                    )}
                    <span className="block wrap-anywhere">{message.recipient}</span>
                  </>
                ),
              },
              { key: 'channel', term: t('channel'), value: t(`inbox:channels.${message.channel}`) },
              { key: 'when', term: t('when'), value: message.when },
              ...(message.about
                ? [
                    {
                      key: 'about',
                      term: t('about'),
                      value: (
                        <TextLink roomy="flat" to={message.about.to}>
                          {message.about.label}
                        </TextLink>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </Panel>
      </div>
    </>
  );
}
