import { atMost, equals } from "../../python/arithmetic.ts";
import { PythonError } from "../../python/error.ts";
import { pyRepr, pyStr } from "../../python/repr.ts";
import { absent, flag, float, text } from "../fields.ts";
import { keyOf, textOf, truthy } from "../look_up.ts";
import { declare } from "../toolkit.ts";
import { apnOf, canSendMms, dataWorks, searchNetwork, speedTest } from "./network.ts";
import type { TelecomUserDb } from "./phone_model.ts";
import {
  connectVpn,
  flipAirplaneMode,
  flipData,
  flipDataSaver,
  flipRoaming,
  flipTo,
  flipWifiCalling,
  type PhoneMemory,
  type Switch,
} from "./phone_switches.ts";

const { helper } = declare<TelecomUserDb, PhoneMemory>();

const onOff = (on: boolean) => on ? "ON" : "OFF";

/** A helper that brings a switch into a state. */
function turn(what: string, flip: Switch, state: "on" | "off", said: string) {
  return helper(`turn_${what}_${state}`, {}, (db) => {
    flipTo(flip, db, state === "on");
    return said;
  });
}

const setters = [
  helper("set_user_info", { name: text, phone_number: text }, (db, { name, phone_number }) => {
    db.surroundings.name = name;
    db.surroundings.phone_number = phone_number;
    return null;
  }),
  helper("set_user_location", { abroad: flag }, (db, { abroad }) => {
    db.surroundings.is_abroad = abroad;
    return null;
  }),
  turn("airplane_mode", flipAirplaneMode, "on", "Airplane Mode is now ON."),
  turn("airplane_mode", flipAirplaneMode, "off", "Airplane Mode is now OFF."),
  turn("roaming", flipRoaming, "on", "Data Roaming is now ON."),
  turn("roaming", flipRoaming, "off", "Data Roaming is now OFF."),
  turn("data_saver_mode", flipDataSaver, "on", "Data Saver Mode is now ON."),
  turn("data_saver_mode", flipDataSaver, "off", "Data Saver Mode is now OFF."),
  // Quirk: on without a search, off with one.
  helper("turn_data_on", {}, (db) => {
    db.device.data_enabled = true;
    return "Data connection restored.";
  }),
  turn("data", flipData, "off", "Data connection broken."),
  helper("unseat_sim_card", {}, (db) => {
    db.device.sim_card_missing = true;
    searchNetwork(db);
    return "SIM card un-seated successfully.";
  }),
  helper("lock_sim_card", { mode: text }, (db, { mode }) => {
    if (mode === "pin") db.device.sim_card_status = "locked_pin";
    else if (mode === "puk") db.device.sim_card_status = "locked_puk";
    searchNetwork(db);
    return `SIM card locked successfully in ${pyStr(mode)} mode.`;
  }),
  helper("break_apn_settings", {}, (db) => {
    apnOf(db).apn_name = "broken";
    searchNetwork(db);
    return "APN settings broken. Please call reset_apn_settings() to fix.";
  }),
  helper("break_apn_mms_setting", {}, (db) => {
    apnOf(db).mmsc_url = null;
    return "APN MMS setting broken. Please call reset_apn_settings() to fix.";
  }),
  helper(
    "set_wifi_calling",
    { enabled: flag, mms_over_wifi: absent(flag) },
    (db, { enabled, mms_over_wifi: mms }) => {
      const { device } = db;
      if (!equals(device.wifi_calling_enabled, enabled)) flipWifiCalling(db);
      const message = `Wi-Fi Calling is now ${onOff(truthy(enabled))}.`;
      if (mms === null) return message;
      device.wifi_calling_mms_over_wifi = mms;
      return `${message}\nMMS over Wi-Fi is now ${onOff(truthy(mms))}.`;
    },
  ),
  helper("break_vpn", {}, (db, _given, memory) => {
    connectVpn(db.device, memory);
    if (db.device.vpn_details === null) {
      throw new PythonError("AttributeError", "'NoneType' object has no 'server_performance'");
    }
    db.device.vpn_details.server_performance = "poor";
    return "VPN connection broken.";
  }),
  helper(
    "remove_app_permission",
    { app_name: text, permission: text },
    (db, { app_name, permission }) => {
      const key = keyOf(app_name);
      const app = key === null ? undefined : db.device.app_statuses.get(key);
      const name = textOf(permission, "lower").toLowerCase();
      if (app === undefined) return `App '${pyStr(app_name)}' not found. Cannot remove permission.`;
      const { permissions } = app;
      if (!Object.hasOwn(permissions, name)) {
        return `Permission '${name}' not tracked for app '${pyStr(app_name)}'.`;
      }
      permissions[name as keyof typeof permissions] = false;
      return `Permission '${name}' removed from app '${pyStr(app_name)}'.`;
    },
  ),
  helper("simulate_network_search", {}, (db) => {
    searchNetwork(db);
    return null;
  }),
];

/** An assertion that something true or false is as expected. */
function assertFlag(name: string, read: (db: TelecomUserDb) => boolean) {
  return helper(
    name,
    { expected_status: flag },
    (db, { expected_status }) => equals(read(db), expected_status),
  );
}

const CONNECTIONS = ["connected", "searching", "no_service", "emergency_only"];

const assertions = [
  assertFlag("assert_airplane_mode_status", ({ device }) => device.airplane_mode),
  helper("assert_service_status", { expected_status: text }, (db, { expected_status }) => {
    if (!CONNECTIONS.some((known) => known === expected_status)) {
      const message = `${pyRepr(expected_status)} is not a valid NetworkStatus`;
      throw new PythonError("ValueError", message);
    }
    return db.device.network_connection_status === expected_status;
  }),
  assertFlag("assert_mobile_data_status", dataWorks),
  assertFlag("assert_mobile_roaming_status", ({ device }) => device.roaming_enabled),
  assertFlag("assert_mobile_data_saver_mode_status", ({ device }) => device.data_saver_mode),
  helper(
    "assert_internet_speed",
    { expected_speed: float, expected_desc: absent(text) },
    (db, { expected_speed, expected_desc }) => {
      const { mbps, name } = speedTest(db);
      const fast = atMost(expected_speed, mbps ?? 0);
      if (!fast || expected_desc === null) return fast;
      return name.toLowerCase() === textOf(expected_desc, "lower").toLowerCase();
    },
  ),
  helper("assert_internet_not_excellent", {}, (db) => speedTest(db).name !== "Excellent"),
  assertFlag("assert_can_send_mms", canSendMms),
  assertFlag(
    "assert_mobile_data_usage_exceeded",
    ({ surroundings }) => surroundings.mobile_data_usage_exceeded,
  ),
];

/** Functions that only tasks call. */
export const phoneHelpers = [...setters, ...assertions];
