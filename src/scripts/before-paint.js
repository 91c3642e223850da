// What the reader chose stands on <html> before the page is painted, so that nothing flashes.
{
  const { dataset } = document.documentElement;
  dataset.script = '';
  try {
    for (const name of ['theme', 'shape', 'wrapFile', 'wrapCommand']) {
      const value = localStorage.getItem(`proxy.${name}`);
      if (value) dataset[name] = value;
    }
  } catch {
    // Storage is refused: the page keeps its defaults.
  }
}
