import { Panel } from '#app/features/dashboard/panel.tsx';
import { LinkButton } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';

/** Whether logging in asks for a code, and the way to change that. */
export function TwoStepPanel({ facts }: { facts: readonly string[] }) {
  const { t } = useTranslation('account');
  return (
    <Panel title={t('twoStep.title')} lead={t('twoStep.lead')}>
      <p>
        {facts.map((fact) => (
          <span key={fact} className="block font-semibold">
            {fact}
          </span>
        ))}
      </p>
      <LinkButton look="secondary" to="/account/two-step" className="justify-self-start">
        {t('twoStep.change')}
      </LinkButton>
    </Panel>
  );
}
