import { LinkButton } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/public-shell.tsx';
import { Ring, type RingShape } from '#app/ui/ring.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { FreeTime } from './join-view.ts';

const steps: readonly { text: 'sent.step1' | 'sent.step2' | 'sent.step3'; shape: RingShape }[] = [
  { text: 'sent.step1', shape: 'open' },
  { text: 'sent.step2', shape: 'dot' },
  { text: 'sent.step3', shape: 'full' },
];

/** After joining: the same for everybody, so that nobody learns who is on the list already. */
export function Joined({ bookHref, free }: { bookHref: string; free: FreeTime | null }) {
  const { t } = useTranslation('join');
  return (
    <>
      <PageTitle lead={t('sent.text')}>{t('sent.title')}</PageTitle>
      {free ? (
        <Notice
          tone="accent"
          title={t('sent.free', { when: free.when })}
          actions={<LinkButton to={free.bookHref}>{t('sent.freeBook')}</LinkButton>}
          className="mb-6"
        >
          {t('sent.freeText')}
        </Notice>
      ) : null}
      <Card as="section" aria-labelledby="next">
        <h2 id="next" className="text-xl">
          {t('sent.next')}
        </h2>
        <ol className="mt-4 grid gap-4">
          {steps.map(({ text, shape }) => (
            <li key={text} className="flex gap-3">
              <Ring shape={shape} className="mt-0.5 size-6 text-accent" />
              <span>{t(text)}</span>
            </li>
          ))}
        </ol>
      </Card>
      <p className="mt-6 text-sm text-ink-soft">{t('sent.nothing')}</p>
      <LinkButton to={bookHref} look="secondary" className="mt-6">
        {t('bookInstead')}
      </LinkButton>
    </>
  );
}
