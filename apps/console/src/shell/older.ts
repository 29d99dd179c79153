import { legacyLogicalPropertiesTransformer } from '@ant-design/cssinjs';
import type { StyleProviderProps } from '@ant-design/cssinjs';

/**
 * How the components write their styles. A browser that does not know `:where` (Chromium before 88) would drop
 * every rule of theirs, and it does not know the short logical properties: there the rules stand under a class
 * and with `left` and `right`. Everywhere else they stay as light as they are, so that ours go before them.
 */
export const componentStyles = (supports: (condition: string) => boolean): StyleProviderProps =>
  supports('selector(:where(a))')
    ? {}
    : { hashPriority: 'high', transformers: [legacyLogicalPropertiesTransformer] };
