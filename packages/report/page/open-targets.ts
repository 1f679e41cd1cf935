/** What is closed cannot be gone to: whatever a link of the page leads to is opened first. */
export function openTargets(): void {
  window.addEventListener('hashchange', openTarget);
  openTarget();
}

function openTarget(): void {
  const target = document.getElementById(location.hash.slice(1));
  const closed = target?.closest('details');
  if (!closed) return;
  closed.open = true;
  closed.scrollIntoView();
  closed.querySelector('summary')?.focus();
}
