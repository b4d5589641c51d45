/** How somebody is reached, a line each. */
export function ContactLines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => (
    <span key={line} className="font-normal text-ink-soft max-md:wrap-anywhere @max-4xl:wrap-anywhere">
      <ContactText text={line} />
    </span>
  ));
}

/** In a narrow place an e-mail address breaks at its @ alone. */
export function ContactText({ text }: { text: string }) {
  const [name, host] = text.split('@');
  if (host === undefined) return name;
  return (
    <>
      {name}
      <wbr />@{host}
    </>
  );
}
