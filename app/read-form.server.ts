/**
 * What a page's form has sent.
 * @throws Response 400 for a body that is no form: a program sent it, and it is no fault of ours
 */
export async function readForm(request: Request): Promise<FormData> {
  try {
    // eslint-disable-next-line no-restricted-syntax -- the one place
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}
