import { useParams } from '@remix-run/react';
import { useEffect, useState, type InputHTMLAttributes, type KeyboardEvent } from 'react';
import { findable } from '#app/features/find/find-search.ts';
import { TextField } from '#app/ui/field.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { useTranslation } from '#app/use-translation.ts';
import { suggestionsPath, type KnownCustomer } from './known-customer.ts';
import { useSuggestions } from './use-suggestions.ts';

const listId = 'known-customers';
const optionId = ({ id }: KnownCustomer) => `known-${id}`;

/**
 * The name of who comes. Customers whom the salon knows by it, or by a number that is typed here, are suggested: the arrow keys choose, Enter
 * takes, Escape closes. Without a script it is a field for a name.
 */
export function CustomerNameField({
  label,
  defaultValue,
  error,
  reachable,
  takesFocus,
  onChoose,
}: {
  label: string;
  defaultValue: string;
  error: string | undefined;
  reachable: boolean;
  takesFocus: boolean;
  onChoose: (customer: KnownCustomer) => void;
}) {
  const { t } = useTranslation('dashboard');
  const { slug = '' } = useParams();
  const isHydrated = useHydrated();
  /** Null while nobody has typed since the list was closed. */
  const [typed, setTyped] = useState<string | null>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const text = typed === null ? null : findable(typed);
  const found = useSuggestions(
    text === null ? null : suggestionsPath(`/dashboard/${slug}`, text, { reachable }),
  );
  useEffect(() => {
    if (takesFocus) document.getElementById('name')?.focus();
  }, [takesFocus]);
  const options = found ?? [];
  const isOpen = options.length > 0;
  const active = options.find(({ id }) => id === activeId);
  const close = () => {
    setTyped(null);
    setActiveId(null);
  };
  const step = (by: 1 | -1) => {
    const at = active ? options.indexOf(active) : by === 1 ? -1 : 0;
    const next = options.at((at + by) % options.length);
    setActiveId(next?.id ?? null);
    if (next) document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (!isOpen || event.nativeEvent.isComposing) return;
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: active && (() => onChoose(active)),
      // The window that the form may stand in stays open.
      Escape: close,
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const combobox: InputHTMLAttributes<HTMLInputElement> | false = isHydrated && {
    role: 'combobox',
    autoComplete: 'off',
    'aria-autocomplete': 'list',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? listId : undefined,
    'aria-activedescendant': active && optionId(active),
  };
  return (
    <div className="relative">
      <TextField
        {...combobox}
        id="name"
        name="name"
        required
        maxLength={120}
        label={label}
        defaultValue={defaultValue}
        error={error}
        onChange={(event) => {
          setTyped(event.target.value);
          setActiveId(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <p role="status" className="sr-only">
        {found ? t('who.found', { count: found.length }) : ''}
      </p>
      {isOpen ? (
        <ul
          id={listId}
          role="listbox"
          aria-label={t('who.known')}
          className="absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-md border border-edge bg-surface p-1 shadow-lg"
        >
          {options.map((customer) => (
            // The keys are the field's, which keeps the focus.
            <li
              key={customer.id}
              id={optionId(customer)}
              role="option"
              aria-selected={customer === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(customer)}
              className={classNames(
                'grid min-h-11 cursor-pointer content-center rounded-md px-3 py-1.5 hover:bg-accent-wash',
                customer === active && 'bg-accent-wash text-accent inset-ring-2 inset-ring-accent',
              )}
            >
              <span className="font-medium wrap-anywhere">{customer.name}</span>
              <span className="text-sm wrap-anywhere text-ink-soft">
                {[customer.phone, customer.email].filter(Boolean).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
