import { TextLink } from '#app/ui/button.tsx';

/** The bookings that something touches, each with the way to it. */
export function TouchedBookings({
  bookings,
}: {
  bookings: readonly { id: string; href: string; label: string }[];
}) {
  if (bookings.length === 0) return null;
  return (
    <ul className="grid">
      {bookings.map(({ id, href, label }) => (
        <li key={id}>
          <TextLink roomy to={href}>
            {label}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
