import { legacyLogicalPropertiesTransformer } from '@ant-design/cssinjs';
import type { StyleProviderProps } from '@ant-design/cssinjs';

/**
 * How the components write their styles. A browser that does not know `:where` (Chromium before 88) drops
 * every rule of theirs, and lacks the short logical properties too: there the rules stand under a class,
 * with `left` and `right`. Everywhere else they stay as light as they are, so that ours go before them.
 */
export const componentStyles = (supports: (condition: string) => boolean): StyleProviderProps =>
  supports('selector(:where(a))')
    ? {}
    : { hashPriority: 'high', transformers: [legacyLogicalPropertiesTransformer] };
