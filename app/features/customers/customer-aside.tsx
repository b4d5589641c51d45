import { Panel } from '#app/features/dashboard/panel.tsx';
import { ContactText } from '#app/features/dashboard/contact-lines.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { FactList } from '#app/ui/card.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { ConsentView } from './consent-view.server.ts';
import type { CustomerPageView } from './customer-view.server.ts';

export function DetailsPanel({ customer }: { customer: CustomerPageView }) {
  const { t } = useTranslation('customers');
  const { phone, email, isPhoneVerified, isEmailVerified, language } = customer;
  const facts = [
    { key: 'phone', term: t('page.phone'), value: <Contact value={phone} isVerified={isPhoneVerified} /> },
    { key: 'email', term: t('page.email'), value: <Contact value={email} isVerified={isEmailVerified} /> },
    {
      key: 'language',
      term: t('page.language'),
      value: language ? <span lang={language.locale}>{language.name}</span> : null,
    },
  ];
  return (
    <Panel title={t('page.details')}>
      <FactList facts={facts} />
    </Panel>
  );
}

function Contact({ value, isVerified }: { value: string | null; isVerified: boolean }) {
  const { t } = useTranslation('customers');
  if (value === null) return <span className="text-ink-soft">{t('page.none')}</span>;
  return (
    <span className="grid justify-items-start gap-1">
      <span>
        <ContactText text={value} />
      </span>
      <Badge tone={isVerified ? 'good' : 'quiet'} shape={isVerified ? 'full' : 'dashed'}>
        {isVerified ? t('page.verified') : t('page.unverified')}
      </Badge>
    </span>
  );
}

const tones = { allowed: 'good', stopped: 'bad', usual: 'quiet' } as const;
const shapes = { allowed: 'full', stopped: 'struck', usual: 'open' } as const;

export function ConsentsPanel({ customer }: { customer: CustomerPageView }) {
  const { t } = useTranslation('customers');
  return (
    <Panel title={t('consent.title')}>
      <ul className="grid gap-5">
        {customer.consents.map((consent) => (
          <Consent key={consent.channel} consent={consent} here={customer.here} />
        ))}
      </ul>
    </Panel>
  );
}

function Consent({ consent, here }: { consent: ConsentView; here: string }) {
  const { t } = useTranslation(['customers', 'inbox']);
  const { channel, state, now, earlier, canAllow } = consent;
  const isStopped = state === 'stopped';
  return (
    <li className="grid justify-items-start gap-1.5">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{t(`inbox:channels.${channel}`)}</span>
        <Badge tone={tones[state]} shape={shapes[state]}>
          {t(`consent.${state}`)}
        </Badge>
      </span>
      {now ? <Said said={now} /> : <p className="text-sm text-ink-soft">{t('consent.usualText')}</p>}
      {earlier.length > 0 ? (
        <details>
          <summary className="min-h-11 cursor-pointer py-2.5 text-sm font-medium">
            {t('consent.earlier')}
          </summary>
          <ul className="grid gap-2">
            {earlier.map((said) => (
              <li key={said.line}>
                <span className="text-sm font-medium">{t(`consent.${said.state}`)}</span>
                <Said said={said} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {isStopped && !canAllow ? null : (
        <LinkButton look="secondary" size="small" to={`${here}/consent?by=${channel}`}>
          {isStopped ? t(`consent.allow.${channel}`) : t(`consent.stop.${channel}`)}
        </LinkButton>
      )}
    </li>
  );
}

function Said({ said: { line, wording } }: { said: NonNullable<ConsentView['now']> }) {
  return (
    <p className="text-sm text-ink-soft">
      <span className="block first-letter:uppercase">{line}</span>
      <span className="block">{wording}</span>
    </p>
  );
}

export function DataPanel({ customer: { here, name, mayExport, mayErase } }: { customer: CustomerPageView }) {
  const { t } = useTranslation('customers');
  if (!mayExport && !mayErase) return null;
  return (
    <Panel title={t('page.data')}>
      {mayExport ? (
        // Sent by the browser itself: what comes back is a file, and no page.
        <form method="post" action={`${here}/export.json`} className="grid justify-items-start gap-2">
          <p className="text-sm text-ink-soft">{t('page.exportText', { name })}</p>
          <Button type="submit" look="secondary" size="small" className="whitespace-normal">
            {t('page.export')}
          </Button>
        </form>
      ) : null}
      {mayErase ? (
        <div className="grid justify-items-start gap-2 border-t border-line pt-4 first:border-t-0 first:pt-0">
          <p className="text-sm text-ink-soft">{t('page.eraseText')}</p>
          <LinkButton look="danger" size="small" to={`${here}/erase`}>
            {t('page.erase')}
          </LinkButton>
        </div>
      ) : null}
    </Panel>
  );
}

export function HistoryPanel({ history }: Pick<CustomerPageView, 'history'>) {
  const { t } = useTranslation('customers');
  return (
    <Panel title={t('page.history')}>
      {history.length === 0 ? (
        <p className="text-ink-soft">{t('page.historyEmpty')}</p>
      ) : (
        <ol className="grid gap-3">
          {history.map(({ key, what, when }) => (
            <li key={key} className="grid gap-0.5">
              <span>{what}</span>
              <span className="inline-block text-sm text-ink-soft first-letter:uppercase">{when}</span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
