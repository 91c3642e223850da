/** Says something to everybody who listens: the one `role="status"` of the page. */
export const announce = (text: string): void => {
  const status = document.querySelector('#status');
  if (status) status.textContent = text;
};
