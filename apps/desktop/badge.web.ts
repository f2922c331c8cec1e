const at = 'link[rel=icon]';
const plain = document.querySelector<HTMLLinkElement>(at)?.href ?? '';

/** A number on the icon of the page and of the installed app; 0: none. */
export function showBadge(count: number): void {
  const icon = document.querySelector<HTMLLinkElement>(at);
  if (icon) icon.href = count ? drawn(count) : plain;
  if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined); // not installed: there is nowhere to show it
}

function drawn(count: number): string {
  const text = count > 9 ? '9+' : String(count);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#b3261e"/><text x="16" y="23" font-family="system-ui,sans-serif" font-size="20" font-weight="700" text-anchor="middle" fill="#fff">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
