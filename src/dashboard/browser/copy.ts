/** Buttons that copy a command: hidden until there is somebody to do it. */
export function copyButtons(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(button.dataset.copy ?? '').then(() => {
        const before = button.textContent;
        button.textContent = 'Copied';
        setTimeout(() => {
          button.textContent = before;
        }, 1500);
      });
    });
  }
}
