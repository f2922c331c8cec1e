// The shop in German with ?lang=de. Set before the chat is loaded: the chat speaks the language of the page.
const german = new URLSearchParams(location.search).get('lang') === 'de';
if (german) {
  document.documentElement.lang = 'de';
  addEventListener('DOMContentLoaded', translate);
}

function translate() {
  for (const part of document.querySelectorAll('[data-de]')) part.textContent = part.dataset.de;
  for (const part of document.querySelectorAll('[data-de-alt]')) part.alt = part.dataset.deAlt;
  for (const part of document.querySelectorAll('[data-de-label]')) part.setAttribute('aria-label', part.dataset.deLabel);
  for (const price of document.querySelectorAll('.price > *')) price.textContent = `${price.textContent.slice(1).replace('.', ',')} €`;
  for (const other of document.querySelectorAll('[data-other]')) {
    other.href = other.dataset.other;
    other.textContent = other.dataset.otherText;
    other.lang = other.hreflang = 'en';
  }
  document.querySelector('.brand').href = '/demo?lang=de';
}
