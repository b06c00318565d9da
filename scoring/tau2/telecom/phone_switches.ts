/**
 * What happens to a phone when something is switched, for the user's actions and the tasks' helpers.
 *
 * @module
 */
import type { Phone, TelecomUserDb, VpnDetails } from "./phone_model.ts";
import { searchNetwork } from "./network.ts";

/** What the user's side knows beside its database. */
export interface PhoneMemory {
  /**
   * Details of the VPN that is connected to. Quirk: breaking a VPN writes into them, so that every
   * later connection is poor too; upstream shares them between all worlds, we within one.
   */
  readonly vpn: VpnDetails;
}

/** What a new world's phone would connect to. */
export function phoneMemory(): PhoneMemory {
  return {
    vpn: {
      server_address: "192.168.1.1",
      protocol: "OpenVPN",
      server_performance: "excellent",
    },
  };
}

/** The connection to a Wi-Fi network is lost. */
export function dropWifi(device: Phone): void {
  device.wifi_connected = false;
  device.wifi_ssid = null;
  device.wifi_signal_strength = "none";
}

/** @returns false if there was none */
export function disconnectVpn(device: Phone): boolean {
  if (!device.vpn_connected) return false;
  device.vpn_connected = false;
  device.vpn_details = null;
  return true;
}

/** @returns false if one was connected already */
export function connectVpn(device: Phone, memory: PhoneMemory): boolean {
  if (device.vpn_connected) return false;
  device.vpn_connected = true;
  device.vpn_details = memory.vpn;
  return true;
}

/** Switches that flip: each gives the new state. */
export type Switch = (db: TelecomUserDb) => boolean;

export const flipAirplaneMode: Switch = (db) => {
  const { device } = db;
  device.airplane_mode = !device.airplane_mode;
  if (device.airplane_mode) {
    dropWifi(device);
    disconnectVpn(device);
  } else {
    device.network_connection_status = "searching";
    if (device.wifi_enabled) dropWifi(device);
  }
  searchNetwork(db);
  return device.airplane_mode;
};

export const flipData: Switch = (db) => {
  db.device.data_enabled = !db.device.data_enabled;
  searchNetwork(db);
  return db.device.data_enabled;
};

export const flipRoaming: Switch = (db) => {
  db.device.roaming_enabled = !db.device.roaming_enabled;
  searchNetwork(db);
  return db.device.roaming_enabled;
};

export const flipDataSaver: Switch = ({ device }) =>
  device.data_saver_mode = !device.data_saver_mode;

export const flipWifiCalling: Switch = ({ device }) =>
  device.wifi_calling_enabled = !device.wifi_calling_enabled;

/** Flips a switch, and again if that was the wrong way: whatever flipping does happens at least once. */
export function flipTo(flip: Switch, db: TelecomUserDb, wanted: boolean): void {
  if (flip(db) !== wanted) flip(db);
}
