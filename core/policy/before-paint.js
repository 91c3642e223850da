// What the reader chose stands on <html> before the page is painted, so that nothing flashes. A reader
// who chose a shape, or gave values, has a script that writes them into the page while it is parsed:
// written here, it holds the parser back, which no other way of adding a script does everywhere. It
// is in the cache then, and nobody else fetches it.
{
  const { dataset } = document.documentElement;
  dataset.script = '';
  // Where the network keeps the page's script back, the page is one without a script.
  addEventListener(
    'error',
    ({ target }) => {
      if (target.type !== 'module') return;
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- Short: it stands in every page.
      for (const name of ['script', 'shape', 'personal']) delete dataset[name];
      document.querySelector('[media^="(s"]').media = 'all';
    },
    true,
  );
  try {
    const kept = (name) => localStorage.getItem(`proxy.${name}`);
    for (const name of ['theme', 'shape', 'variant', 'wrapFile', 'wrapCommand']) {
      if (kept(name)) dataset[name] = kept(name);
    }
    const asked = location.hash.slice(1);
    if (/^https?-(host|path)$/.test(asked)) dataset.shape = asked;
    if (kept('slots')) dataset.personal = '';
    if (dataset.shape) document.write(`<script src="${dataset.restore}"></${'script'}>`);
  } catch {
    // Storage is refused: the page keeps its defaults.
  }
}
