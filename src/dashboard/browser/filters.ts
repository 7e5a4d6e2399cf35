/** Menus apply at once; the button that does it without script goes away. */
export function filterForms(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form.filters')) {
    const apply = form.querySelector<HTMLButtonElement>('[data-apply]');
    if (apply !== null) apply.classList.add('sr');
    for (const menu of form.querySelectorAll('[data-submits]')) {
      menu.addEventListener('change', () => form.requestSubmit());
    }
    form.addEventListener('submit', () => {
      // What is not filtered by does not stand in the address.
      for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
        if (field.value === '') field.disabled = true;
      }
    });
  }
}
