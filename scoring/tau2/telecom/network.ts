/**
 * What a phone's settings and surroundings add up to.
 *
 * @module
 */
import type { Data } from "../../python/data.ts";
import { PythonError } from "../../python/error.ts";
import { pyRound } from "../../python/round.ts";
import { typeName } from "../../python/arithmetic.ts";
import { truthy } from "../look_up.ts";
import { isInstance } from "../model.ts";
import type {
  ApnSettings,
  Phone,
  Signal,
  SimStatus,
  Surroundings,
  Technology,
  TelecomUserDb,
} from "./phone_model.ts";

/** Status of the SIM card: a card that is taken out is missing whatever its own status. */
export function simStatus({ device }: TelecomUserDb): SimStatus {
  return device.sim_card_missing ? "missing" : device.sim_card_status;
}

/**
 * The phone's APN settings.
 *
 * @throws {PythonError} `AttributeError` after anything else was put in their place
 */
export function apnOf({ device }: TelecomUserDb): ApnSettings {
  const settings = device.active_apn_settings;
  if (isInstance(settings)) return settings as ApnSettings;
  const message = `'${typeName(settings as Data)}' object has no attribute 'apn_name'`;
  throw new PythonError("AttributeError", message);
}

/** The technology that each preference looks for; the first falls back to 4G without 5G. */
const LOOKED_FOR: Readonly<Record<string, Technology>> = {
  "4g_5g_preferred": "5G",
  "4g_only": "4G",
  "3g_only": "3G",
  "2g_only": "2G",
};

function noService(device: Phone): void {
  device.network_connection_status = "no_service";
  device.network_technology_connected = "none";
  device.network_signal_strength = "none";
}

function connect(device: Phone, { signal_strength }: Surroundings): void {
  const signal = (technology: Technology): Signal => signal_strength.get(technology) ?? "none";
  const preference = device.network_mode_preference;
  const wanted = typeof preference === "string" ? LOOKED_FOR[preference] ?? "4G" : "4G";
  const found = wanted === "5G" && signal("5G") === "none" ? "4G" : wanted;
  device.network_connection_status = "connected";
  device.network_technology_connected = found;
  device.network_signal_strength = signal(found);
}

/** The phone looks for a network. Settings change what it finds only when it looks again. */
export function searchNetwork(db: TelecomUserDb): void {
  const { device, surroundings } = db;
  if (simStatus(db) === "active") connect(device, surroundings);
  else noService(device);
  if (device.airplane_mode) noService(device);
  if (apnOf(db).apn_name === "broken") noService(device);
  if (!surroundings.line_active) noService(device);
}

/** True if mobile data works. */
export function dataWorks({ device, surroundings }: TelecomUserDb): boolean {
  if (device.airplane_mode || device.network_signal_strength === "none") return false;
  if (device.network_connection_status === "no_service") return false;
  const roams = device.roaming_enabled && surroundings.roaming_allowed;
  if (truthy(surroundings.is_abroad) && !roams) return false;
  return device.data_enabled && !surroundings.mobile_data_usage_exceeded;
}

/** Slowest and fastest in Mbps. */
const RANGES: Readonly<Record<Technology, readonly [number, number]>> = {
  "2G": [0.1, 0.4],
  "3G": [1, 5],
  "4G": [10, 100],
  "5G": [50, 500],
  none: [0, 0],
};

const FACTORS: Readonly<Record<Signal, number>> = {
  poor: 0.2,
  fair: 0.5,
  good: 0.8,
  excellent: 1,
  none: 0,
};

/** Speeds below these many Mbps, and what they are called. */
const NAMES: readonly (readonly [below: number, name: string])[] = [
  [1, "Very Poor"],
  [5, "Poor"],
  [25, "Fair"],
  [100, "Good"],
  [Infinity, "Excellent"],
];

/** The speed of mobile data in Mbps and its name; no number where data does not work. */
export function speedTest(
  db: TelecomUserDb,
): { readonly mbps: number | null; readonly name: string } {
  if (!dataWorks(db)) return { mbps: null, name: "No Connection" };
  const { device } = db;
  const slowed = device.vpn_connected && device.vpn_details?.server_performance === "poor";
  let factor = slowed ? 0.1 : 1;
  if (device.data_saver_mode) factor *= 0.2;
  const [slowest, fastest] = RANGES[device.network_technology_connected];
  const mbps = pyRound(
    (slowest + fastest) / 2 * FACTORS[device.network_signal_strength] * factor,
    2,
  );
  const [, name = ""] = NAMES.find(([below]) => mbps < below) ?? [];
  return { mbps, name };
}

/** True if the messaging app can send pictures. */
export function canSendMms(db: TelecomUserDb): boolean {
  const { device } = db;
  if (!dataWorks(db) || device.network_technology_connected === "2G") return false;
  if (device.wifi_calling_enabled && truthy(device.wifi_calling_mms_over_wifi)) return false;
  if (apnOf(db).mmsc_url === null) return false;
  const app = device.app_statuses.get("messaging");
  return app !== undefined && app.permissions.storage && app.permissions.sms;
}
