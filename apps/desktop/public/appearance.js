// Draws what was chosen before the first paint; a file of its own because the page allows no inline script. preferences.web.ts keeps it up to date.
(function () {
  var stored = {};
  try {
    stored = JSON.parse(localStorage.getItem('patchbay.appearance') || '{}');
  } catch (e) {
    stored = {};
  }
  var page = document.documentElement;
  var theme = stored.theme || 'system';
  page.dataset.theme = theme === 'system' && matchMedia('(prefers-contrast: more)').matches ? 'contrast' : theme;
  var first = { palette: 'standard', density: 'comfortable', font: 'inter', motion: 'system' };
  for (var mark in first) page.dataset[mark] = stored[mark] || first[mark];
  page.style.setProperty('--text-size', String((stored.textSize || 100) / 100));
  page.lang = stored.language || (/^de/i.test(navigator.language) ? 'de' : 'en');
})();
