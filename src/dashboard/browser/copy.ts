const SAID_MILLIS = 1500;

/** Buttons that copy a command: hidden until there is somebody to do it. */
export function copies(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-copy]');
    if (button === null) return;
    void navigator.clipboard.writeText(button.dataset.copy ?? '').then(() => {
      const before = button.textContent;
      button.textContent = 'Copied';
      setTimeout(() => {
        button.textContent = before;
      }, SAID_MILLIS);
    });
  });
  showCopies();
}

export function showCopies(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) button.hidden = false;
}
