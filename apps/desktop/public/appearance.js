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
  page.dataset.palette = stored.palette || 'standard';
  page.dataset.density = stored.density || 'comfortable';
  page.dataset.font = stored.font || 'inter';
  page.dataset.motion = stored.motion || 'system';
  page.style.setProperty('--text-size', String((stored.textSize || 100) / 100));
  page.lang = stored.language || (/^de/i.test(navigator.language) ? 'de' : 'en');
})();
