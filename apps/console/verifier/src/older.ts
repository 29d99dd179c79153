/** What a library of the page uses as it loads and Chromium 78 lacks: so this is imported first. */
const hasOwn = (object: object, name: PropertyKey): boolean =>
  Reflect.getOwnPropertyDescriptor(object, name) !== undefined;

if (!('hasOwn' in Object))
  Reflect.defineProperty(Object, 'hasOwn', { value: hasOwn, writable: true, configurable: true });
