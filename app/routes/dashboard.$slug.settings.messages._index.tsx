import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openSalon } from '#app/features/dashboard/open-salon.server.ts';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { languageName } from '#app/features/settings/message-words.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { Table } from '#app/ui/table.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { channels, templates } from '#server/modules/notifications/notifications.schema.ts';

export async function loader(args: LoaderFunctionArgs) {
  const page = await openSalon(args);
  const texts = await page.api.messageText.list({ salonId: page.salonId });
  const log = textsOf(page.locale, 'log');
  return {
    title: page.titled(textsOf(page.locale, 'settings')('messages.title')),
    messages: templates.map((template) => ({
      template,
      name: log(`templates.${template}`),
      texts: texts
        .filter((text) => text.template === template)
        .map(({ channel, locale, isOwn }) => ({
          channel,
          isOwn,
          language: languageName(locale),
          href: `${page.base}/settings/messages/${template}/${channel}/${locale}`,
        })),
    })),
  };
}

export const meta = pageMeta;

export default function Messages() {
  const { t } = useTranslation('settings');
  const { messages } = useLoaderData<typeof loader>();
  return (
    <>
      <DashboardTitle lead={t('messages.lead')}>{t('messages.title')}</DashboardTitle>
      <Table
        caption={t('messages.title')}
        rows={messages}
        rowKey={({ template }) => template}
        columns={[
          {
            key: 'message',
            header: t('messages.message'),
            isRowHeader: true,
            isBare: true,
            cell: ({ name }) => name,
          },
          ...channels.map((channel) => ({
            key: channel,
            header: t(`messages.channels.${channel}`),
            cell: ({ name, texts }: (typeof messages)[number]) => (
              <span className="flex flex-wrap gap-x-5">
                {texts
                  .filter((text) => text.channel === channel)
                  .map(({ href, language, isOwn }) => (
                    <span key={href} className="inline-flex items-center gap-2">
                      <TextLink roomy to={href} className="min-w-11">
                        <span className="sr-only">{`${name}, ${t(`messages.channels.${channel}`)}, `}</span>
                        {language}
                      </TextLink>
                      {isOwn ? <Badge tone="accent">{t('messages.changed')}</Badge> : null}
                    </span>
                  ))}
              </span>
            ),
          })),
        ]}
      />
    </>
  );
}
