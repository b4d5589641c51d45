import { Link } from '@remix-run/react';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { TextLink } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { FoundGroup } from './find-view.server.ts';

/** What was found: a panel of each kind. */
export function FoundPanels({ groups }: { groups: readonly FoundGroup[] }) {
  const { t } = useTranslation('find');
  return groups.map(({ kind, found, moreHref }) => (
    <Panel
      key={kind}
      title={t(kind)}
      action={
        moreHref ? (
          <TextLink roomy to={moreHref}>
            {t('moreOf')}
          </TextLink>
        ) : undefined
      }
    >
      <ul className="-mx-3 grid">
        {found.map(({ id, href, name, detail }) => (
          <li key={id}>
            <Link
              to={href}
              className="transition-calm block min-h-11 rounded-md px-3 py-2 hover:bg-accent-wash"
            >
              <span className="block font-semibold">{name}</span>
              <span className="block text-sm wrap-anywhere text-ink-soft">{detail}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  ));
}
