/**
 * The server writes a value into the page that this answer's policy knows: styles that carry it are applied,
 * no others. Some components add styles for a moment (to lock scrolling, to measure a scroll bar) and do not
 * pass it on, so every style element that a script of this page makes gets it here; scripts come from this
 * server alone.
 */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

const create = document.createElement.bind(document);
document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
  const element = create(name, options);
  if (nonce && element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};
