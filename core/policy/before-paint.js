// What the reader chose stands on <html> before the page is painted, so that nothing flashes. The
// reader's own values are written into the slots while the page is parsed, and once more at its
// end, since the parser may add a slot's sample text after the slot itself. An example with the
// reader's shape is shown once it has all its shapes, so that none is painted at another place.
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
      dataset.personal = dataset.parsing = '';
      const fill = () => {
        for (const slot of document.querySelectorAll('[data-slot]')) {
          const own = texts[slot.closest('.shape')?.dataset.shape ?? dataset.shape];
          const { slot: name, escape } = slot.dataset;
          const text = own[`${name}/${escape}`] ?? own[name];
          // A slot that is newer than the values in storage keeps its sample text.
          if (text !== undefined && slot.textContent !== text) slot.textContent = text;
        }
        for (const end of document.querySelectorAll('.shapes > .end')) {
          end.className = 'shown';
          const group = end.parentNode;
          const own = group.querySelector(`[data-shape=${dataset.shape}]`);
          if (!own) continue;
          group.querySelector('[open]').open = false;
          own.open = true;
          group.prepend(own);
        }
      };
      const observer = new MutationObserver(fill);
      observer.observe(document, { childList: true, subtree: true });
      addEventListener('DOMContentLoaded', () => {
        observer.disconnect();
        fill();
        delete dataset.parsing;
      });
    }
  } catch {
    // Storage is refused: the page keeps its defaults.
  }
}
