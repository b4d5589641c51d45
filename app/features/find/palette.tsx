import { useNavigate } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { Autocomplete, Header, Input, Menu, MenuItem, MenuSection, SearchField } from 'react-aria-components';
import { Modal } from '#app/ui/modal.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { longestSearch } from '#server/modules/search/search.schema.ts';
import { allowAriaStyles } from './allow-styles.ts';
import { matchingCommands, withoutRepeats, type Command } from './commands.ts';
import { findPath } from './find-search.ts';
import { actsOfPage } from './page-acts.ts';
import { useFound } from './use-found.ts';

allowAriaStyles();

/** Of each kind, so that all kinds are seen at once. */
const shownOfKind = 4;

interface Item {
  key: string;
  label: string;
  detail?: string;
  run: () => void;
}

interface Section {
  key: string;
  title: string | null;
  items: Item[];
}

/**
 * One field for people, pages and acts: what is typed is looked for in all three, arrow keys choose, Enter goes there. What it does can
 * be done elsewhere by links and buttons alone.
 */
export default function Palette({
  base,
  commands,
  onClose,
}: {
  base: string;
  /** What is offered on each page. */
  commands: readonly Command[];
  onClose: () => void;
}) {
  const { t, locale } = useTranslation('find');
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  // The window has put the focus on its cross, the first thing in it.
  useEffect(() => input.current?.focus(), []);
  // Escape would clear the field first; who presses it wants to be back where they were.
  useEffect(() => {
    const shown = dialog.current;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.stopPropagation();
      event.preventDefault();
      shown?.close();
    };
    shown?.addEventListener('keydown', onKey, true);
    return () => shown?.removeEventListener('keydown', onKey, true);
  }, []);
  // As the page stood when it was opened.
  const [acts] = useState(() =>
    actsOfPage().map((act, index): Command => ({ ...act, key: `act-${index}`, kind: 'acts' })),
  );
  const { text, groups } = useFound(base, typed);
  const offered = matchingCommands(withoutRepeats([...acts, ...commands]), typed, locale);
  const go = (href: string) => () => navigate(href);
  const sections: Section[] = [
    ...(['acts', 'pages'] as const).map((kind) => ({
      key: kind,
      title: t(kind),
      items: offered.filter((command) => command.kind === kind),
    })),
    ...(groups ?? []).map(({ kind, found }) => ({
      key: kind,
      title: t(kind),
      items: found
        .slice(0, shownOfKind)
        .map(({ id, name, detail, href }) => ({ key: `${kind}-${id}`, label: name, detail, run: go(href) })),
    })),
    ...(text !== null && groups && groups.length > 0
      ? [
          {
            key: 'rest',
            title: null,
            items: [{ key: 'all', label: t('all', { text }), run: go(findPath(base, text)) }],
          },
        ]
      : []),
  ].filter(({ items }) => items.length > 0);
  const items = sections.flatMap((section) => section.items);
  const close = (run: () => void) => {
    // It gives the focus back, then the act may take it.
    dialog.current?.close();
    run();
  };
  const isSearching = text !== null && groups === null;

  return (
    <Modal title={t('title')} closeLabel={t('close')} isOpen onClose={onClose} element={dialog}>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField
          aria-label={t('placeholder')}
          maxLength={longestSearch}
          onSubmit={() => (text === null ? undefined : close(go(findPath(base, text))))}
        >
          <Input
            ref={input}
            placeholder={t('placeholder')}
            className="min-h-12 w-full rounded-md border border-edge bg-surface px-3.5 py-2.5 text-ink placeholder:text-ink-soft [&::-webkit-search-cancel-button]:hidden"
          />
        </SearchField>
        <p role="status" className="-mt-2 min-h-5 text-sm text-ink-soft">
          {isSearching ? t('searching') : typed.trim() ? t('found', { count: countOf(items) }) : t('hint')}
        </p>
        {/* Who has no arrow keys at hand scrolls it. */}
        <div tabIndex={0} className="-mx-2 h-[min(24rem,50svh)] overflow-y-auto rounded-md">
          <Menu
            aria-label={t('title')}
            onAction={(key) => {
              const chosen = items.find((item) => item.key === key);
              if (chosen) close(chosen.run);
            }}
            className="px-0.5 outline-none"
          >
            {sections.map((section) => (
              <MenuSection key={section.key} id={section.key} aria-label={section.title ?? t('title')}>
                {section.title ? (
                  <Header className="px-3 pt-3 pb-1 text-sm font-semibold text-ink-soft">
                    {section.title}
                  </Header>
                ) : null}
                {section.items.map((item) => (
                  <MenuItem
                    key={item.key}
                    id={item.key}
                    textValue={item.label}
                    className="grid min-h-11 cursor-pointer content-center rounded-md px-3 py-1.5 outline-none data-focused:bg-accent-wash data-focused:text-accent data-hovered:bg-accent-wash data-focused:inset-ring-2 data-focused:inset-ring-accent"
                  >
                    <span className="font-medium wrap-anywhere">{item.label}</span>
                    {'detail' in item ? (
                      <span className="text-sm wrap-anywhere text-ink-soft">{item.detail}</span>
                    ) : null}
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
          </Menu>
        </div>
      </Autocomplete>
    </Modal>
  );
}

/** The way to all of them is none of them. */
function countOf(items: readonly Item[]): number {
  return items.filter(({ key }) => key !== 'all').length;
}
