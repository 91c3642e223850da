// Presses the buttons of each block as the reader chose, and writes values into the slots, while the
// page is parsed and once more at its end, since the parser may add a slot's sample text after the
// slot itself. `core/policy/before-paint.js` asks for it; `src/client/slots.ts` does the same later.
(() => {
  const { shape, variant: version } = document.documentElement.dataset;
  const shapes = ['https-host', 'https-path', 'http-host', 'http-path'];
  const letters = 'abcdefghijklmnop';
  const own = localStorage.getItem('proxy.slots');
  const texts = JSON.parse(own ?? localStorage.getItem('proxy.sample'));
  const chosen = [...shape.split('-'), version];
  const fill = () => {
    for (const radio of document.querySelectorAll('.choice [type=radio]')) {
      if (chosen.includes(radio.value)) radio.checked = true;
    }
    if (!texts) return;
    for (const slot of document.querySelectorAll('[data-slot]')) {
      const block = slot.closest('.shapes');
      // A block keeps the values it was built with until the reader gives others.
      if (block && !own) continue;
      const variants = [...(block?.querySelectorAll('[name^=variant]') ?? [])];
      const variant = Math.max(
        0,
        variants.findIndex(({ checked }) => checked),
      );
      const wanted = letters[variant * 4 + shapes.indexOf(shape)];
      const named = slot.closest('[data-in]')?.dataset.in ?? wanted;
      const place = letters.indexOf(named.includes(wanted) ? wanted : named[0]);
      const values =
        texts[shapes[letters.indexOf(block?.dataset.as?.[place] ?? letters[place % 4])]];
      const { slot: name, escape } = slot.dataset;
      const text = values[`${name}/${escape}`] ?? values[name];
      // A slot that is newer than the values in storage keeps its sample text.
      if (text !== undefined && slot.textContent !== text) slot.textContent = text;
    }
  };
  const observer = new MutationObserver(fill);
  observer.observe(document, { childList: true, subtree: true });
  addEventListener('DOMContentLoaded', () => {
    observer.disconnect();
    fill();
  });
})();
