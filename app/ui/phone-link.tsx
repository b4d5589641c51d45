import type { ReactNode } from 'react';

/** Calls a number. It is written for people, with spaces; a phone wants none. */
export function PhoneLink({
  phone,
  className,
  children,
}: {
  phone: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <a href={`tel:${phone.replaceAll(/\s/g, '')}`} className={className}>
      {children}
    </a>
  );
}
