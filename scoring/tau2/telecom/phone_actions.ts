import type { Data } from "../../python/data.ts";
import { isDict } from "../../python/data.ts";
import { PythonError } from "../../python/error.ts";
import { pyRepr, pyStr } from "../../python/repr.ts";
import { anyDict, anyOf, text } from "../fields.ts";
import { keyOf, textOf } from "../look_up.ts";
import { declare } from "../toolkit.ts";
import { apnOf, searchNetwork } from "./network.ts";
import { modeText } from "./phone_checks.ts";
import { ApnSettings, NetworkMode, networkModes, type TelecomUserDb } from "./phone_model.ts";
import {
  connectVpn as connect,
  disconnectVpn as disconnect,
  dropWifi,
  flipAirplaneMode,
  flipData,
  flipDataSaver,
  flipRoaming,
  flipWifiCalling,
  type PhoneMemory,
  type Switch,
} from "./phone_switches.ts";
import { withStatusBar } from "./status_bar.ts";

const { tool } = declare<TelecomUserDb, PhoneMemory>();

const onOff = (on: boolean) => on ? "ON" : "OFF";

/** A tool that flips a switch and says where it stands. */
function toggle(name: string, description: string, label: string, flip: Switch) {
  return tool(name, "write", description, {}, (db) => {
    const state = flip(db);
    return withStatusBar(db, `${label} is now ${onOff(state)}.`);
  });
}

/**
 * A text that is no mode changes nothing. Quirk: anything but a text is taken as it is, and only
 * then fails.
 */
export const setNetworkModePreference = tool(
  "set_network_mode_preference",
  "write",
  `Set which type of network your phone prefers: ${networkModes.join(", ")}.`,
  { mode: anyOf(NetworkMode, text) },
  (db, { mode }) => {
    const known = typeof mode !== "string" || networkModes.some((name) => name === mode);
    if (known) {
      db.device.network_mode_preference = mode;
      searchNetwork(db);
    }
    if (!known || mode === null) {
      const modes = networkModes.join(", ");
      return withStatusBar(
        db,
        `Failed to set network mode: '${
          pyStr(mode)
        }' is not a valid option. Please use one of: ${modes}`,
      );
    }
    return withStatusBar(db, `Preferred Network Mode set to: ${modeText(mode)}`);
  },
);

export const toggleAirplaneMode = toggle(
  "toggle_airplane_mode",
  "Switch airplane mode on or off. It cuts cellular, Wi-Fi and VPN.",
  "Airplane Mode",
  flipAirplaneMode,
);

export const reseatSimCard = tool(
  "reseat_sim_card",
  "write",
  "Take the SIM card out and put it in again.",
  {},
  (db) => {
    db.device.sim_card_missing = false;
    searchNetwork(db);
    // Upstream asserts that the card does not show as missing for another reason.
    if (db.device.sim_card_status === "missing") throw new PythonError("AssertionError", "");
    return withStatusBar(db, "SIM card re-seated successfully.");
  },
);

export const toggleData = toggle(
  "toggle_data",
  "Switch mobile data on or off.",
  "Mobile Data",
  flipData,
);

export const toggleRoaming = toggle(
  "toggle_roaming",
  "Switch data roaming on or off, for networks abroad.",
  "Data Roaming",
  flipRoaming,
);

export const toggleDataSaverMode = toggle(
  "toggle_data_saver_mode",
  "Switch data saver mode on or off. It may slow data down.",
  "Data Saver Mode",
  flipDataSaver,
);

/** Quirk: anything but a dict is taken as it is, and only then fails. */
export const setApnSettings = tool(
  "set_apn_settings",
  "write",
  "Set the APN settings of your phone.",
  { apn_settings: anyOf(ApnSettings, anyDict) },
  (db, { apn_settings: given }) => {
    db.device.active_apn_settings = settingsOf(given);
    const message = `APN settings set to: ${apnOf(db).apn_name}`;
    searchNetwork(db);
    return withStatusBar(db, message);
  },
);

function settingsOf(given: Data): ApnSettings | Data {
  return isDict(given) ? ApnSettings.parse(given, "APNSettings") : given;
}

export const resetApnSettings = tool(
  "reset_apn_settings",
  "write",
  "Reset your APN settings to their defaults at the next reboot.",
  {},
  (db) => {
    apnOf(db).reset_at_reboot = true;
    searchNetwork(db);
    return withStatusBar(db, "APN settings will reset at reboot.");
  },
);

export const toggleWifi = tool(
  "toggle_wifi",
  "write",
  "Switch Wi-Fi on or off.",
  {},
  (db) => {
    const { device } = db;
    if (device.airplane_mode) {
      return withStatusBar(db, "Cannot change Wi-Fi settings while Airplane Mode is ON.");
    }
    device.wifi_enabled = !device.wifi_enabled;
    if (!device.wifi_enabled) dropWifi(device);
    return withStatusBar(db, `Wi-Fi is now ${onOff(device.wifi_enabled)}.`);
  },
);

export const toggleWifiCalling = toggle(
  "toggle_wifi_calling",
  "Switch calls over Wi-Fi on or off.",
  "Wi-Fi Calling",
  flipWifiCalling,
);

export const connectVpn = tool(
  "connect_vpn",
  "write",
  "Connect to your VPN.",
  {},
  (db, _given, memory) =>
    connect(db.device, memory)
      ? withStatusBar(db, "VPN connected successfully.")
      : "VPN already connected.",
);

export const disconnectVpn = tool(
  "disconnect_vpn",
  "write",
  "Disconnect from your VPN.",
  {},
  (db) =>
    withStatusBar(
      db,
      disconnect(db.device)
        ? "VPN disconnected successfully."
        : "No active VPN connection to disconnect.",
    ),
);

export const grantAppPermission = tool(
  "grant_app_permission",
  "write",
  "Give an app a permission, in lower case, such as storage.",
  { app_name: text, permission: text },
  (db, { app_name, permission }) => {
    const key = keyOf(app_name);
    const app = key === null ? undefined : db.device.app_statuses.get(key);
    const name = textOf(permission, "lower").toLowerCase();
    const shown = pyStr(app_name);
    if (app === undefined) {
      return withStatusBar(db, `Error. App '${shown}' not found. Cannot grant permission.`);
    }
    const { permissions } = app;
    if (!Object.hasOwn(permissions, name)) {
      const known = pyRepr(Object.keys(permissions));
      return withStatusBar(
        db,
        `Error. Permission '${name}' not tracked for app '${shown}', available permissions: ${known}`,
      );
    }
    permissions[name as keyof typeof permissions] = true;
    return withStatusBar(db, `Success. Permission '${name}' granted to app '${shown}'.`);
  },
);

export const rebootDevice = tool(
  "reboot_device",
  "write",
  "Restart your phone.",
  {},
  (db) => {
    const lines: string[] = [];
    if (apnOf(db).reset_at_reboot) {
      lines.push("Resetting APN settings...");
      db.device.active_apn_settings = ApnSettings.parse(new Map(), "APNSettings");
    }
    lines.push("Restarting network services...");
    db.device.network_connection_status = "searching";
    searchNetwork(db);
    return withStatusBar(db, lines.join("\n"));
  },
);

export const makePayment = tool(
  "make_payment",
  "write",
  "Pay the bill that the agent has sent you a payment request for.",
  {},
  ({ surroundings: { payment_request: request } }) => {
    if (request === null) return "You do not have a payment request.";
    request.paid = true;
    return `Payment of ${pyStr(request.amount_due)} USD has been made for bill ${request.bill_id}.`;
  },
);
