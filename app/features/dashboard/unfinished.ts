/**
 * Whether somebody is in the middle of something on the page: a form that is partly filled in, or one that was sent back and says why.
 * What a page shows must not change under their hands then, and what was said must stay until it has been read.
 */
export function isUnfinished(page: ParentNode): boolean {
  if (page.querySelector('main [role="alert"]')) return true;
  const fields = page.querySelectorAll('form[method="post"] :is(input, select, textarea)');
  return [...fields].some(isTouched);
}

function isTouched(field: Element): boolean {
  if (field instanceof HTMLSelectElement) {
    // A list in which nothing was chosen beforehand begins with its first choice.
    const before = [...field.options].findIndex((option) => option.defaultSelected);
    return !field.multiple && field.selectedIndex !== Math.max(before, 0);
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}
