import { typeName } from "../../python/arithmetic.ts";
import type { Data } from "../../python/data.ts";
import { PythonError } from "../../python/error.ts";
import { pyFixed } from "../../python/fixed.ts";
import { pyRepr, pyStr } from "../../python/repr.ts";
import { text } from "../fields.ts";
import { keyOf } from "../look_up.ts";
import { declare } from "../toolkit.ts";
import { apnOf, canSendMms, simStatus, speedTest } from "./network.ts";
import type { Permissions, SimStatus, TelecomUserDb } from "./phone_model.ts";
import type { PhoneMemory } from "./phone_switches.ts";
import { statusBar } from "./status_bar.ts";

const { tool } = declare<TelecomUserDb, PhoneMemory>();

const onOff = (on: boolean) => on ? "ON" : "OFF";
const yesNo = (yes: boolean) => yes ? "Yes" : "No";

export const checkStatusBar = tool(
  "check_status_bar",
  "read",
  "Look at the status bar at the top of your phone's screen: signal, mobile data, Wi-Fi, battery.",
  {},
  (db) => `Status Bar: ${statusBar(db)}`,
);

export const checkNetworkStatus = tool(
  "check_network_status",
  "read",
  "Check how your phone is connected: airplane mode, SIM card, signal, network type, mobile data, " +
    "roaming, Wi-Fi.",
  {},
  (db) => {
    const { device } = db;
    const lines = [
      `Airplane Mode: ${onOff(device.airplane_mode)}`,
      `SIM Card Status: ${simStatus(db)}`,
      `Cellular Connection: ${device.network_connection_status}`,
      `Cellular Signal: ${device.network_signal_strength}`,
      `Cellular Network Type: ${device.network_technology_connected}`,
      `Mobile Data Enabled: ${yesNo(device.data_enabled)}`,
      `Data Roaming Enabled: ${yesNo(device.roaming_enabled)}`,
      `Wi-Fi Radio: ${onOff(device.wifi_enabled)}`,
      `Wi-Fi Connected: ${yesNo(device.wifi_connected)}`,
    ];
    if (device.wifi_connected) lines.push(`Connected Wi-Fi Network: ${pyStr(device.wifi_ssid)}`);
    return lines.join("\n");
  },
);

/**
 * The text of a network mode.
 *
 * @throws {PythonError} `AttributeError` after anything else was put in its place
 */
export function modeText(mode: Data): string {
  if (typeof mode === "string") return mode;
  throw new PythonError("AttributeError", `'${typeName(mode)}' object has no attribute 'value'`);
}

export const checkNetworkModePreference = tool(
  "check_network_mode_preference",
  "read",
  "Check which type of network your phone prefers.",
  {},
  (db) => `Network Mode Preference: ${modeText(db.device.network_mode_preference)}`,
);

/** What a speed is good for, by its name. */
const ADVICE: Readonly<Record<string, string>> = {
  "Very Poor": "Connection is very slow. Basic web browsing might be difficult.",
  Poor: "Connection is slow. Web browsing may be sluggish, streaming difficult.",
  Fair: "Connection is okay for web browsing and some standard definition streaming.",
  Good: "Connection is good for most activities, including HD streaming.",
  Excellent: "Connection is very fast.",
};

export const runSpeedTest = tool(
  "run_speed_test",
  "read",
  "Measure the download speed of your mobile data.",
  {},
  (db) => {
    const { mbps, name } = speedTest(db);
    if (mbps === null) return `Speed test failed: ${name}.`;
    return `Speed Test Result: ${pyFixed(mbps, 2)} Mbps (${name}). ${ADVICE[name] ?? ""}`;
  },
);

const SIM_TEXTS: Readonly<Record<SimStatus, string>> = {
  active: "Your SIM card is active and working.",
  missing: "No SIM card detected in the phone.",
  locked_pin: "The SIM card is locked with a PIN code.",
  locked_puk: "The SIM card is locked with a PUK code.",
};

export const checkSimStatus = tool(
  "check_sim_status",
  "read",
  "Check whether your SIM card works, is missing, or is locked with a PIN or PUK.",
  {},
  (db) => SIM_TEXTS[simStatus(db)],
);

export const checkDataRestrictionStatus = tool(
  "check_data_restriction_status",
  "read",
  "Check whether your phone limits its data use.",
  {},
  ({ device }) =>
    device.data_saver_mode
      ? "Data Saver mode is ON (limits data usage)."
      : "Data Saver mode is OFF.",
);

export const checkApnSettings = tool(
  "check_apn_settings",
  "read",
  "Check the APN settings your phone uses for mobile data and picture messages.",
  {},
  (db) => {
    const { apn_name, mmsc_url } = apnOf(db);
    return `Current APN Name: ${apn_name}\nMMSC URL (for picture messages): ${
      mmsc_url || "Not Set"
    }\n(These are technical settings, usually best left unchanged.)`;
  },
);

export const checkWifiStatus = tool(
  "check_wifi_status",
  "read",
  "Check whether Wi-Fi is on, and to which network it is connected.",
  {},
  ({ device }) => {
    if (!device.wifi_enabled) return "Wi-Fi is turned OFF.";
    if (!device.wifi_connected) return "Wi-Fi is ON but not connected to any network.";
    return `Wi-Fi is ON and connected to '${
      pyStr(device.wifi_ssid)
    }'. Signal strength: ${device.wifi_signal_strength}.`;
  },
);

export const checkWifiCallingStatus = tool(
  "check_wifi_calling_status",
  "read",
  "Check whether your phone makes calls over Wi-Fi.",
  {},
  ({ device }) => `Wi-Fi Calling is currently turned ${onOff(device.wifi_calling_enabled)}.`,
);

export const checkVpnStatus = tool(
  "check_vpn_status",
  "read",
  "Check whether a VPN is on and connected, and to which server.",
  {},
  ({ device }) => {
    const details = device.vpn_details;
    if (device.vpn_connected) {
      if (details === null) return "VPN is ON and connected (no specific details available).";
      // A dict with an enum in it, as Python shows it.
      const { server_address, protocol, server_performance: level } = details;
      const shown = `{'server_address': ${pyRepr(server_address)}, 'protocol': ${
        pyRepr(protocol)
      }, 'server_performance': <PerformanceLevel.${level.toUpperCase()}: '${level}'>}`;
      return `VPN is ON and connected. Details: ${shown}`;
    }
    return device.vpn_enabled_setting
      ? "VPN is turned ON in settings, but currently not connected."
      : "VPN is turned OFF.";
  },
);

export const checkInstalledApps = tool(
  "check_installed_apps",
  "read",
  "List the apps on your phone.",
  {},
  ({ device }) =>
    `The following apps are installed on the phone: ${[...device.app_statuses.keys()].join(", ")}`,
);

function granted(permissions: Permissions): string[] {
  return Object.entries(permissions).filter(([, allowed]) => allowed).map(([name]) => name);
}

function permissionsOf({ device }: TelecomUserDb, app: Data): Permissions | undefined {
  const name = keyOf(app);
  return name === null ? undefined : device.app_statuses.get(name)?.permissions;
}

export const checkAppStatus = tool(
  "check_app_status",
  "read",
  "Check an app: which permissions it has.",
  { app_name: text },
  (db, { app_name }) => {
    const permissions = permissionsOf(db, app_name);
    if (permissions === undefined) return `App '${pyStr(app_name)}' not found on this phone.`;
    const allowed = granted(permissions).map((name) => `   - ${name}`);
    return [
      `Status for App: ${pyStr(app_name)}`,
      ...(allowed.length === 0
        ? [" - Permissions: None granted."]
        : [" - Permissions Granted:", ...allowed]),
    ].join("\n");
  },
);

export const checkAppPermissions = tool(
  "check_app_permissions",
  "read",
  "Check which permissions an app has, such as storage.",
  { app_name: text },
  (db, { app_name }) => {
    const app = pyStr(app_name);
    const permissions = permissionsOf(db, app_name);
    if (permissions === undefined) return `App '${app}' not found on this phone.`;
    const allowed = granted(permissions);
    return allowed.length === 0
      ? `App '${app}' currently has no permissions granted.`
      : `App '${app}' has permission for: ${allowed.join(", ")}.`;
  },
);

export const canSendMmsTool = tool(
  "can_send_mms",
  "read",
  "Check whether your messaging app can send picture messages.",
  {},
  (db) => `Your messaging app ${canSendMms(db) ? "can" : "cannot"} send MMS messages.`,
);

export const checkPaymentRequest = tool(
  "check_payment_request",
  "read",
  "Check whether the agent has sent you a payment request.",
  {},
  ({ surroundings: { payment_request: request } }) =>
    request === null
      ? "No payment request has been made."
      : `You have a payment request for bill ${request.bill_id} of ${
        pyStr(request.amount_due)
      } USD.`,
);
