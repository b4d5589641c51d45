import { Panel } from '#app/features/dashboard/panel.tsx';
import { LinkButton } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** Shown once, right after they were made. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('account');
  return (
    <Panel title={t('twoStep.codesTitle')} lead={t('twoStep.codesLead')}>
      <ul className="grid gap-x-8 gap-y-2 rounded-md bg-sunken px-5 py-4 sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>
            <code className="tabular text-lg">{code}</code>
          </li>
        ))}
      </ul>
      <LinkButton to="/account" className="justify-self-start">
        {t('twoStep.codesNext')}
      </LinkButton>
    </Panel>
  );
}
