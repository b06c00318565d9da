import type { Signal, TelecomUserDb } from "./phone_model.ts";

const SIGNALS: Readonly<Record<Signal, string>> = {
  none: "📵 No Signal",
  poor: "📶¹ Poor",
  fair: "📶² Fair",
  good: "📶³ Good",
  excellent: "📶⁴ Excellent",
};

/** The icons in the phone's status bar. */
export function statusBar({ device }: TelecomUserDb): string {
  const icons: string[] = [];
  if (device.airplane_mode) icons.push("✈️ Airplane Mode");
  else {
    const connected = device.network_technology_connected !== "none";
    icons.push(SIGNALS[device.network_signal_strength]);
    if (connected) icons.push(device.network_technology_connected);
    if (device.data_enabled && connected) {
      icons.push("📱 Data Enabled");
      if (device.data_saver_mode) icons.push("🔽 Data Saver");
    } else icons.push("📵 Data Disabled");
  }
  if (device.wifi_enabled && device.wifi_connected) {
    icons.push(device.wifi_ssid ? `📡 Connected to ${device.wifi_ssid}` : "📡 Enabled");
  }
  if (device.vpn_connected) icons.push("🔒 VPN Connected");
  icons.push(`🔋 ${device.battery_level}%`);
  return icons.join(" | ");
}

/** A message with the status bar below it, as most actions answer. */
export function withStatusBar(db: TelecomUserDb, message: string): string {
  return `${message}\nStatus Bar: ${statusBar(db)}`;
}
