import { Link, useNavigate } from '@remix-run/react';
import { useRef, useState, type ComponentType, type MouseEvent } from 'react';
import type { SalonPage } from '#app/features/dashboard/salon-pages.ts';
import { ShortcutsDialog } from '#app/features/keys/shortcuts-dialog.tsx';
import { focusSearch, moveInList } from '#app/features/keys/move-in-list.ts';
import { paletteKeys, type KeyAct } from '#app/features/keys/shortcuts.ts';
import { useShortcuts } from '#app/features/keys/use-shortcuts.ts';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';
import type { Command } from './commands.ts';
import { findPath } from './find-search.ts';

interface PaletteProps {
  base: string;
  commands: readonly Command[];
  onClose: () => void;
}

/** The palette's code, with the library that it is made of, comes when somebody is about to open it. */
const loadPalette = () => import('./palette.tsx');

/** The button of the search, and what the keys do: quick ways to anywhere. Without a script the button leads to a page that searches. */
export function QuickWays({ base, pages }: { base: string; pages: readonly SalonPage[] }) {
  const { t } = useTranslation(['find', 'dashboard']);
  const navigate = useNavigate();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const [Palette, setPalette] = useState<ComponentType<PaletteProps> | null>(null);
  const add = { booking: `${base}/bookings/new`, entry: `${base}/waitlist/new` };

  // Who types on at once means the palette, not the page.
  const isOpening = useRef(false);
  const openPalette = () => {
    isOpening.current = true;
    loadPalette()
      .then(
        ({ default: loaded }) => {
          setPalette(() => loaded);
          setOpen('palette');
        },
        // A new release has other files, or there is no network: the page does the same.
        () => navigate(findPath(base)),
      )
      .finally(() => (isOpening.current = false));
  };
  const act: Record<KeyAct, () => void> = {
    newBooking: () => navigate(add.booking),
    newEntry: () => navigate(add.entry),
    search: () => (focusSearch() ? undefined : openPalette()),
    next: () => moveInList(1),
    previous: () => moveInList(-1),
    help: () => setOpen('keys'),
  };
  useShortcuts({
    isOpening: () => isOpening.current,
    onAct: (asked) => act[asked](),
    onWay: (asked) => {
      const page = pages.find(({ way }) => way === asked);
      if (page) navigate(page.to);
    },
    onPalette: openPalette,
  });

  const commands: Command[] = [
    { key: 'new-booking', kind: 'acts', label: t('add.booking'), run: act.newBooking },
    { key: 'new-entry', kind: 'acts', label: t('add.entry'), run: act.newEntry },
    { key: 'keys', kind: 'acts', label: t('keys'), run: act.help },
    ...pages.map(({ way, to }): Command => ({
      key: way,
      kind: 'pages',
      label: t(`dashboard:nav.${way}`),
      run: () => navigate(to),
    })),
  ];
  return (
    <>
      <Link
        to={findPath(base)}
        onPointerEnter={() => void loadPalette().catch(() => undefined)}
        onClick={(event) => {
          if (!isPlain(event)) return;
          event.preventDefault();
          openPalette();
        }}
        aria-keyshortcuts="Control+K Meta+K"
        className="transition-calm flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md border border-transparent text-sm text-ink-soft hover:bg-sunken hover:text-ink md:px-3 lg:mt-5 lg:justify-start lg:border-edge lg:bg-surface"
      >
        <Lens />
        <span className="min-w-0 truncate max-md:sr-only">{t('open')}</span>
        <PaletteKeys />
      </Link>
      {open === 'palette' && Palette ? (
        <Palette base={base} commands={commands} onClose={() => setOpen(null)} />
      ) : null}
      <ShortcutsDialog isOpen={open === 'keys'} pages={pages} onClose={() => setOpen(null)} />
    </>
  );
}

/** Whether the press asks for this page, not for another tab. */
function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}

function PaletteKeys() {
  const keys = paletteKeys(useHydrated() ? navigator.userAgent : '');
  return (
    <kbd aria-hidden="true" className="ml-auto shrink-0 font-sans text-xs whitespace-nowrap max-lg:hidden">
      {keys.join(' ')}
    </kbd>
  );
}

function Lens() {
  return (
    <svg
      viewBox="0 0 20 20"
      width="18"
      height="18"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      className="shrink-0"
    >
      <circle cx="8.5" cy="8.5" r="5.5" strokeWidth="2" />
      <path d="m13 13 4.5 4.5" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
