import { z } from 'zod';

// Runs in the browser too (the modules' *.schema.ts import it), so: zod and nothing of Node.

const idSchema = <Name extends string>() => z.guid({ error: 'id_invalid' }).toLowerCase().brand<Name>();

export const organisationIdSchema = idSchema<'OrganisationId'>();
export const salonIdSchema = idSchema<'SalonId'>();
export const employeeIdSchema = idSchema<'EmployeeId'>();
export const calendarIdSchema = idSchema<'CalendarId'>();
export const calendarItemIdSchema = idSchema<'CalendarItemId'>();
export const serviceIdSchema = idSchema<'ServiceId'>();
export const customerIdSchema = idSchema<'CustomerId'>();
export const bookingIdSchema = idSchema<'BookingId'>();
export const openingIdSchema = idSchema<'OpeningId'>();
export const entryIdSchema = idSchema<'EntryId'>();
export const offerIdSchema = idSchema<'OfferId'>();
export const messageIdSchema = idSchema<'MessageId'>();
export const userIdSchema = idSchema<'UserId'>();
export const sessionIdSchema = idSchema<'SessionId'>();
export const membershipIdSchema = idSchema<'MembershipId'>();
export const invitationIdSchema = idSchema<'InvitationId'>();
export const passwordResetIdSchema = idSchema<'PasswordResetId'>();
export const staffNoticeIdSchema = idSchema<'StaffNoticeId'>();

export type OrganisationId = z.infer<typeof organisationIdSchema>;
export type SalonId = z.infer<typeof salonIdSchema>;
export type EmployeeId = z.infer<typeof employeeIdSchema>;
export type CalendarId = z.infer<typeof calendarIdSchema>;
export type CalendarItemId = z.infer<typeof calendarItemIdSchema>;
export type ServiceId = z.infer<typeof serviceIdSchema>;
export type CustomerId = z.infer<typeof customerIdSchema>;
export type BookingId = z.infer<typeof bookingIdSchema>;
export type OpeningId = z.infer<typeof openingIdSchema>;
export type EntryId = z.infer<typeof entryIdSchema>;
export type OfferId = z.infer<typeof offerIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;
export type UserId = z.infer<typeof userIdSchema>;
export type SessionId = z.infer<typeof sessionIdSchema>;
export type MembershipId = z.infer<typeof membershipIdSchema>;
export type InvitationId = z.infer<typeof invitationIdSchema>;
export type PasswordResetId = z.infer<typeof passwordResetIdSchema>;
export type StaffNoticeId = z.infer<typeof staffNoticeIdSchema>;

/** The id of some table's row; an id of one table is no id of another. */
export type Id =
  | OrganisationId
  | SalonId
  | EmployeeId
  | CalendarId
  | CalendarItemId
  | ServiceId
  | CustomerId
  | BookingId
  | OpeningId
  | EntryId
  | OfferId
  | MessageId
  | UserId
  | SessionId
  | MembershipId
  | InvitationId
  | PasswordResetId
  | StaffNoticeId;

/** Names what an id from a database row is the id of: `idOf<SalonId>(row.salonId)`. It checks nothing. */
export function idOf<T extends Id>(value: string): T {
  return value as T;
}

/** An id for a row that is yet to be written. */
export function newId<T extends Id>(): T {
  return idOf<T>(globalThis.crypto.randomUUID());
}
