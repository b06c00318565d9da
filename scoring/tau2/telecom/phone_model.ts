/**
 * The user's database of the telecom domain: a phone and where it is. Upstream: tau2-bench@a2c0247
 * src/tau2/domains/telecom/user_data_model.py.
 *
 * @module
 */
import type { Data } from "../../python/data.ts";
import {
  absent,
  dictOf,
  type Field,
  flag,
  float,
  integer,
  loose,
  named,
  nullable,
  oneOf,
  optional,
  text,
} from "../fields.ts";
import { type InstanceOf, type Members, model } from "../model.ts";

const strict = <M extends Members>(name: string, members: M) =>
  model(name, members, { extra: "forbid" });

const off = optional(flag, () => false, false);
const on = optional(flag, () => true, true);

/** A member whose default is one of its words. */
function starting<T extends string>(field: Field<T>, word: T): Field<T> {
  return optional(field, () => word, word);
}

/** Status of the SIM card; `missing` shows for one that is taken out. */
export type SimStatus = "active" | "missing" | "locked_pin" | "locked_puk";

const Technology = oneOf("none", "2G", "3G", "4G", "5G");
export type Technology = ReturnType<typeof Technology.parse>;

/** What the phone looks for, in upstream's order. */
export const networkModes = ["4g_5g_preferred", "4g_only", "3g_only", "2g_only"] as const;

export const NetworkMode = named("NetworkModePreference", oneOf(...networkModes));

const Signal = oneOf("none", "poor", "fair", "good", "excellent");
export type Signal = ReturnType<typeof Signal.parse>;

const Connection = oneOf("connected", "searching", "no_service", "emergency_only");
export type Connection = ReturnType<typeof Connection.parse>;

const ApnName = named("APNNames", oneOf("internet", "broken"));

export const ApnSettings = strict("APNSettings", {
  apn_name: starting(ApnName, "internet"),
  reset_at_reboot: off,
  mms_apn: optional(nullable(text), () => "mms", "mms"),
  mmsc_url: optional(
    nullable(text),
    () => "http://mms.carrier.com/mms/wapenc",
    "http://mms.carrier.com/mms/wapenc",
  ),
  mms_proxy: absent(text),
  mms_port: absent(integer),
});

export type ApnSettings = InstanceOf<typeof ApnSettings>;

const VpnDetails = strict("VpnDetails", {
  server_address: absent(text),
  protocol: absent(text),
  server_performance: starting(oneOf("unknown", "poor", "fair", "good", "excellent"), "unknown"),
});
export type VpnDetails = InstanceOf<typeof VpnDetails>;

const Permissions = strict("AppPermissions", {
  sms: off,
  storage: off,
  phone: off,
  network: off,
});
export type Permissions = InstanceOf<typeof Permissions>;

const app = (app_name: string, granted: Partial<Permissions>) => ({
  app_name,
  permissions: { sms: false, storage: false, phone: false, network: false, ...granted },
});

const App = strict("AppStatus", {
  app_name: text,
  permissions: optional(Permissions, () => app("", {}).permissions),
});

const apps = () =>
  new Map([
    ["messaging", app("messaging", { sms: true, storage: true, phone: true })],
    ["browser", app("browser", { network: true, storage: true })],
  ]);

const fresh = <T>(field: Field<T>): () => T => () => field.parse(new Map(), "");

const Phone = strict("MockPhoneAttributes", {
  sim_card_status: starting(oneOf("active", "missing", "locked_pin", "locked_puk"), "active"),
  sim_card_missing: off,
  airplane_mode: off,
  network_signal_strength: starting(Signal, "good"),
  network_technology_connected: starting(Technology, "5G"),
  network_connection_status: starting(Connection, "connected"),
  battery_level: optional(integer, () => 80n, 80),
  data_enabled: on,
  roaming_enabled: off,
  // These two and `wifi_calling_mms_over_wifi` are assigned as arguments come.
  network_mode_preference: loose(starting(NetworkMode, "4g_5g_preferred")),
  active_apn_settings: optional(
    ApnSettings as Field<ApnSettings | Data>,
    fresh(ApnSettings),
  ),
  wifi_enabled: off,
  wifi_connected: off,
  wifi_ssid: absent(text),
  wifi_signal_strength: starting(Signal, "none"),
  wifi_calling_enabled: off,
  wifi_calling_mms_over_wifi: loose(off),
  data_saver_mode: off,
  vpn_enabled_setting: off,
  vpn_connected: off,
  vpn_details: absent(VpnDetails),
  app_statuses: optional(dictOf(App), apps),
});
export type Phone = InstanceOf<typeof Phone>;

const PaymentRequest = strict("PaymentRequest", { bill_id: text, amount_due: float, paid: off });

const signals = () =>
  new Map<string, Signal>([["2G", "poor"], ["3G", "fair"], ["4G", "good"], ["5G", "excellent"]]);

const Surroundings = strict("UserSurroundings", {
  // Tasks assign these three without a check.
  name: loose(absent(text)),
  phone_number: loose(absent(text)),
  is_abroad: loose(off),
  roaming_allowed: off,
  signal_strength: optional(dictOf(Signal, Technology), signals),
  mobile_data_usage_exceeded: off,
  line_active: on,
  payment_request: absent(PaymentRequest),
});
export type Surroundings = InstanceOf<typeof Surroundings>;

/** The user's database. */
export const TelecomUserDb = strict("TelecomUserDB", {
  device: optional(Phone, fresh(Phone)),
  surroundings: optional(Surroundings, fresh(Surroundings)),
});
export type TelecomUserDb = InstanceOf<typeof TelecomUserDb>;
