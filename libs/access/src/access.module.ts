import { Module } from '@nestjs/common';
import { AccountAdmin } from './account-admin.js';
import { Machines } from './access-tokens.js';
import { Accounts } from './accounts.js';
import { ApiKeys } from './api-keys.js';
import { Attempts } from './attempts.js';
import { AuditTrail } from './audit.js';
import { CalendarLinks } from './calendar-links.js';
import { Confirmations } from './confirmations.js';
import { Delegations } from './delegations.js';
import { Devices } from './devices.js';
import { KeyPlaces } from './key-places.js';
import { Drafts } from './drafts.js';
import { Places } from './places.js';
import { SecondFactorAdmin } from './second-factor-admin.js';
import { SecondFactors } from './second-factors.js';
import { Sessions } from './sessions.js';
import { SharedViews } from './shared-views.js';
import { RealTime } from './time.js';

/**
 * Needs the kernel's ports `KeyValues` and `Clock`, `RulePacks`, `Limits` and `SignInNeeds` as global
 * providers; `VAULT` for second factors.
 */
@Module({
  providers: [
    RealTime,
    Accounts,
    Devices,
    KeyPlaces,
    Drafts,
    SharedViews,
    CalendarLinks,
    Attempts,
    Sessions,
    SecondFactors,
    SecondFactorAdmin,
    Confirmations,
    ApiKeys,
    Machines,
    Delegations,
    AuditTrail,
    Places,
    AccountAdmin,
  ],
  exports: [
    RealTime,
    Accounts,
    Devices,
    KeyPlaces,
    Drafts,
    SharedViews,
    CalendarLinks,
    Attempts,
    Sessions,
    SecondFactors,
    SecondFactorAdmin,
    Confirmations,
    ApiKeys,
    Machines,
    Delegations,
    AuditTrail,
    Places,
    AccountAdmin,
  ],
})
export class AccessModule {}
