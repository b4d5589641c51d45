/** Who comes, as a form has it: a customer who is known, or what was typed of somebody new. */
export interface WhoValues {
  /** Empty for somebody new. */
  customerId: string;
  name: string;
  phone: string;
  email: string;
  locale: string;
}
