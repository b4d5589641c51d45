import type { ReactNode } from 'react';
import type { SalonPage } from '#app/features/dashboard/salon-pages.ts';
import { Checkbox } from '#app/ui/choice.tsx';
import { Modal } from '#app/ui/modal.tsx';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';
import { setLetters, useLetters } from './letters.ts';
import { actKeys, goKey, paletteKeys, wayKeys } from './shortcuts.ts';

/** What the keys do, and whether letters do anything. */
export function ShortcutsDialog({
  isOpen,
  pages,
  onClose,
}: {
  isOpen: boolean;
  pages: readonly SalonPage[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['keys', 'dashboard']);
  const areOn = useLetters();
  const [modifier, letter] = paletteKeys(useHydrated() ? navigator.userAgent : '');
  return (
    <Modal title={t('title')} closeLabel={t('close')} isOpen={isOpen} onClose={onClose}>
      <Checkbox
        id="letters"
        label={t('letters')}
        detail={t('lettersHint')}
        checked={areOn}
        onChange={({ target }) => setLetters(target.checked)}
      />
      <Keys title={t('acts')}>
        <KeyLine what={t('palette')}>
          <Key>{modifier}</Key> <Key>{letter}</Key>
        </KeyLine>
        {actKeys.map(([key, act]) => (
          <KeyLine key={key} what={t(`act.${act}`)}>
            <Key>{key}</Key>
          </KeyLine>
        ))}
      </Keys>
      <Keys title={t('ways')}>
        {wayKeys
          .filter(([, way]) => pages.some((page) => page.way === way))
          .map(([key, way]) => (
            <KeyLine key={key} what={t(`dashboard:nav.${way}`)}>
              <Key>{goKey}</Key> <Key>{key}</Key>
            </KeyLine>
          ))}
      </Keys>
      <p className="text-sm text-ink-soft">{t('calendar')}</p>
    </Modal>
  );
}

function Keys({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">{title}</h3>
      <dl className="grid gap-1.5 text-sm">{children}</dl>
    </section>
  );
}

function KeyLine({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt>{what}</dt>
      <dd className="shrink-0">{children}</dd>
    </div>
  );
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-block min-w-7 rounded-sm border border-edge bg-sunken px-1.5 py-0.5 text-center font-sans font-medium">
      {children}
    </kbd>
  );
}
