// Sets theme and language before the first paint; a file of its own because the page allows no inline script.
(function () {
  var stored = {};
  try {
    stored = JSON.parse(localStorage.getItem('patchbay.appearance') || '{}');
  } catch (e) {
    stored = {};
  }
  var german = /^de/i.test(navigator.language);
  document.documentElement.dataset.theme = stored.theme || 'system';
  document.documentElement.lang = stored.language || (german ? 'de' : 'en');
})();
