import type { StaffSession, StaffSalon } from '#server/modules/auth/session.ts';
import type { SalonId } from '#server/platform/ids.schema.ts';

interface Asking {
  salon: StaffSalon;
  session: StaffSession;
}

/** Customers are the organisation's; what they have is shown of those of its salons where the user is staff. */
export function placeOf({ salon, session }: Asking): {
  organisationId: StaffSalon['organisationId'];
  salonIds: SalonId[];
} {
  const { organisationId } = salon;
  const own = session.salons.filter((each) => each.organisationId === organisationId);
  return { organisationId, salonIds: own.map(({ id }) => id) };
}
