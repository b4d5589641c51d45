import { Link } from '@remix-run/react';
import type { LinkProps } from '@remix-run/react';
import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';

export type ButtonLook = 'primary' | 'secondary' | 'plain' | 'danger';

const looks: Record<ButtonLook, string> = {
  primary:
    'bg-accent text-on-accent border-transparent shadow-card hover:shadow-lift hover:brightness-[1.06]',
  secondary: 'bg-surface text-ink border-edge hover:border-accent hover:bg-accent-wash',
  plain:
    'bg-transparent text-accent border-transparent underline decoration-1 underline-offset-4 hover:bg-accent-wash',
  danger: 'bg-surface text-bad border-bad hover:bg-bad-wash',
};

/** The classes of a button, for the odd element that must look like one (a `summary`, a plain download link). */
export function buttonClass(look: ButtonLook = 'primary', size: 'normal' | 'small' = 'normal'): string {
  return classNames(
    'transition-calm inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-md border text-center font-semibold',
    'active:translate-y-px disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress aria-disabled:opacity-70',
    size === 'small' ? 'px-3.5 py-1.5 text-sm whitespace-nowrap' : 'min-h-12 px-5 py-2.5',
    looks[look],
  );
}

interface Looks {
  look?: ButtonLook;
  size?: 'normal' | 'small';
}

/** While `busy` it stays focusable and keeps its name, but a second press does nothing (`aria-disabled`). */
export function Button({
  look,
  size,
  busy,
  className,
  onClick,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & Looks & { busy?: boolean }) {
  return (
    <button
      {...rest}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classNames(buttonClass(look, size), className)}
    />
  );
}

/** A link that looks like a button: for going somewhere, never for an act. */
export function LinkButton({ look, size, className, ...rest }: LinkProps & Looks) {
  return <Link {...rest} className={classNames(buttonClass(look, size), className)} />;
}

/** A link in running text or on its own, with a finger-sized target when `roomy`; `flat`: which takes no more room than its line. */
export function TextLink({ roomy, className, ...rest }: LinkProps & { roomy?: boolean | 'flat' }) {
  return (
    <Link
      {...rest}
      className={classNames(
        'transition-calm rounded-sm font-medium text-accent underline decoration-1 underline-offset-4 hover:decoration-2',
        roomy === true && 'inline-flex min-h-11 items-center',
        roomy === 'flat' && '-my-3 inline-flex min-h-11 justify-self-start py-3',
        className,
      )}
    />
  );
}
