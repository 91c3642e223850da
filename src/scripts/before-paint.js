// What the reader chose stands on <html> before the page is painted, so that nothing flashes. The
// reader's own values are written into the slots while the page is parsed, and once more at its
// end, since the parser may add a slot's sample text after the slot itself.
{
  const { dataset } = document.documentElement;
  dataset.script = '';
  try {
    for (const name of ['theme', 'shape', 'wrapFile', 'wrapCommand']) {
      const value = localStorage.getItem(`proxy.${name}`);
      if (value) dataset[name] = value;
    }
    const texts = JSON.parse(localStorage.getItem('proxy.slots'));
    if (texts) {
      dataset.personal = '';
      const fill = () => {
        for (const slot of document.querySelectorAll('[data-slot]')) {
          const own = texts[slot.closest('.shape')?.dataset.shape ?? dataset.shape];
          const { slot: name, escape } = slot.dataset;
          const text = own[`${name}/${escape}`] ?? own[name];
          if (slot.textContent !== text) slot.textContent = text;
        }
      };
      const observer = new MutationObserver(fill);
      observer.observe(document, { childList: true, subtree: true });
      addEventListener('DOMContentLoaded', () => {
        observer.disconnect();
        fill();
      });
    }
  } catch {
    // Storage is refused: the page keeps its defaults.
  }
}
