/**
 * The telecom domain: an agent with a customer database, a user with a phone. Upstream:
 * tau2-bench@a2c0247 src/tau2/domains/telecom/tools.py, user_tools.py and environment.py, the same
 * at v0.2.0.
 *
 * @module
 */
import type { Domain } from "../domain.ts";
import { transferToHumanAgents } from "../shared_tools.ts";
import { declare, kit } from "../toolkit.ts";
import { agentHelpers } from "./agent_helpers.ts";
import {
  getBillsForCustomer,
  getCustomerById,
  getCustomerByName,
  getCustomerByPhone,
  getDataUsage,
  getDetailsById,
} from "./agent_reads.ts";
import {
  disableRoaming,
  enableRoaming,
  refuelData,
  resumeLine,
  sendPaymentRequest,
  suspendLine,
} from "./agent_writes.ts";
import { TelecomDb } from "./model.ts";
import * as act from "./phone_actions.ts";
import * as check from "./phone_checks.ts";
import { phoneHelpers } from "./phone_helpers.ts";
import { TelecomUserDb } from "./phone_model.ts";
import { type PhoneMemory, phoneMemory } from "./phone_switches.ts";
import { syncTelecom } from "./sync.ts";

/** Lines, bills and roaming on the agent's side, a phone on the user's. */
export const telecom: Domain = {
  id: "telecom",
  // Both lists in the order in which upstream tells them to the models.
  agent: kit({
    className: "TelecomTools",
    model: TelecomDb,
    tools: [
      getCustomerByPhone,
      getCustomerById,
      getCustomerByName,
      getDetailsById,
      suspendLine,
      resumeLine,
      getBillsForCustomer,
      sendPaymentRequest,
      getDataUsage,
      enableRoaming,
      disableRoaming,
      transferToHumanAgents(declare<TelecomDb>()),
      refuelData,
    ],
    helpers: agentHelpers,
    memory: () => null,
  }),
  user: kit<TelecomUserDb, PhoneMemory>({
    className: "TelecomUserTools",
    model: TelecomUserDb,
    tools: [
      check.checkStatusBar,
      check.checkNetworkStatus,
      check.checkNetworkModePreference,
      act.setNetworkModePreference,
      check.runSpeedTest,
      act.toggleAirplaneMode,
      check.checkSimStatus,
      act.reseatSimCard,
      act.toggleData,
      act.toggleRoaming,
      check.checkDataRestrictionStatus,
      act.toggleDataSaverMode,
      check.checkApnSettings,
      act.setApnSettings,
      act.resetApnSettings,
      check.checkWifiStatus,
      act.toggleWifi,
      check.checkWifiCallingStatus,
      act.toggleWifiCalling,
      check.checkVpnStatus,
      act.connectVpn,
      act.disconnectVpn,
      check.checkInstalledApps,
      check.checkAppStatus,
      check.checkAppPermissions,
      act.grantAppPermission,
      check.canSendMmsTool,
      act.rebootDevice,
      check.checkPaymentRequest,
      act.makePayment,
    ],
    helpers: phoneHelpers,
    memory: phoneMemory,
  }),
  sync: syncTelecom,
};
