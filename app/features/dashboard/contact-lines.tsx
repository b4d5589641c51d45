/** How somebody is reached, a line each. In a table's column an e-mail address breaks at its @ alone. */
export function ContactLines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => {
    const [name, host] = line.split('@');
    return (
      <span key={line} className="font-normal text-ink-soft max-md:wrap-anywhere">
        {name}
        {host === undefined ? null : (
          <>
            <wbr />@{host}
          </>
        )}
      </span>
    );
  });
}
