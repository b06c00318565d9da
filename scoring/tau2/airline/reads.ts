import { equals } from "../../python/arithmetic.ts";
import { byCodePoint } from "../../python/code_points.ts";
import type { Data } from "../../python/data.ts";
import { PythonError } from "../../python/error.ts";
import { pyInt } from "../../python/float.ts";
import { pyRepr } from "../../python/repr.ts";
import { text } from "../fields.ts";
import { keyOf } from "../look_up.ts";
import { declare } from "../toolkit.ts";
import { findInstance, findReservation, findUser } from "./find.ts";
import type { FlightDb } from "./model.ts";

const { tool } = declare<FlightDb>();

/** Code and city, in upstream's order. */
const AIRPORTS: readonly (readonly [iata: string, city: string])[] = [
  ["SFO", "San Francisco"],
  ["JFK", "New York"],
  ["LAX", "Los Angeles"],
  ["ORD", "Chicago"],
  ["DFW", "Dallas"],
  ["DEN", "Denver"],
  ["SEA", "Seattle"],
  ["ATL", "Atlanta"],
  ["MIA", "Miami"],
  ["BOS", "Boston"],
  ["PHX", "Phoenix"],
  ["IAH", "Houston"],
  ["LAS", "Las Vegas"],
  ["MCO", "Orlando"],
  ["EWR", "Newark"],
  ["CLT", "Charlotte"],
  ["MSP", "Minneapolis"],
  ["DTW", "Detroit"],
  ["PHL", "Philadelphia"],
  ["LGA", "LaGuardia"],
];

export const listAllAirports = tool(
  "list_all_airports",
  "read",
  "List all airports with their cities.",
  {},
  () => AIRPORTS.map(([iata, city]) => ({ iata, city })),
);

export const getUserDetails = tool(
  "get_user_details",
  "read",
  "Show a user: payment methods, saved passengers, membership, reservations.",
  { user_id: text },
  (db, { user_id }) => findUser(db, user_id),
);

export const getReservationDetails = tool(
  "get_reservation_details",
  "read",
  "Show a reservation.",
  { reservation_id: text },
  (db, { reservation_id }) => findReservation(db, reservation_id),
);

export const getFlightStatus = tool(
  "get_flight_status",
  "read",
  "Show the status of a flight on a date (YYYY-MM-DD).",
  { flight_number: text, date: text },
  (db, { flight_number, date }) => findInstance(db, flight_number, date).status.status,
);

/** A flight with seats, as a search shows it. */
interface Found {
  readonly flight_number: string;
  readonly origin: string;
  readonly destination: string;
  readonly status: "available";
  readonly scheduled_departure_time_est: string;
  readonly scheduled_arrival_time_est: string;
  readonly date: Data;
  readonly available_seats: ReadonlyMap<string, bigint>;
  readonly prices: ReadonlyMap<string, bigint>;
}

/** Flights with seats in the order of the database; `null` for any place or hour. */
function search(
  db: FlightDb,
  { origin, destination, date, leaveAfter, shown }: {
    readonly origin: Data;
    readonly destination: Data;
    readonly date: Data;
    readonly leaveAfter: string | null;
    readonly shown: Data;
  },
): Found[] {
  const found: Found[] = [];
  for (const flight of db.flights.values()) {
    if (origin !== null && !equals(flight.origin, origin)) continue;
    if (destination !== null && !equals(flight.destination, destination)) continue;
    const status = flight.dates.get(keyOf(date) ?? "");
    if (status?.status !== "available") continue;
    const departure = flight.scheduled_departure_time_est;
    if (leaveAfter !== null && byCodePoint(departure, leaveAfter) < 0) continue;
    found.push({
      flight_number: flight.flight_number,
      origin: flight.origin,
      destination: flight.destination,
      status: "available",
      scheduled_departure_time_est: departure,
      scheduled_arrival_time_est: flight.scheduled_arrival_time_est,
      date: shown,
      available_seats: new Map(status.available_seats),
      prices: new Map(status.prices),
    });
  }
  return found;
}

const places = { origin: text, destination: text, date: text } as const;

export const searchDirectFlight = tool(
  "search_direct_flight",
  "read",
  "Search direct flights between two airports (three letters) on a date (YYYY-MM-DD).",
  places,
  (db, given) => search(db, { ...given, leaveAfter: null, shown: null }),
);

/**
 * Quirks: the day after is written without a leading zero, and the second departure is compared with
 * the first arrival's text, `+1` included.
 */
export const searchOnestopFlight = tool(
  "search_onestop_flight",
  "read",
  "Search flights with one stop between two airports (three letters) on a date (YYYY-MM-DD).",
  places,
  (db, { origin, destination, date }) => {
    const pairs: Found[][] = [];
    const any = { origin, destination: null, date, leaveAfter: null, shown: date };
    for (const first of search(db, any)) {
      const arrival = first.scheduled_arrival_time_est;
      const next = arrival.includes("+1") ? dayAfter(date) : date;
      const onward = {
        origin: first.destination,
        destination,
        date: next,
        leaveAfter: arrival,
        shown: next,
      };
      for (const second of search(db, onward)) pairs.push([first, second]);
    }
    return pairs;
  },
);

function dayAfter(date: Data): string {
  const digits = [...String(date)].slice(-2).join("");
  const day = pyInt(digits);
  if (day === null) {
    const message = `invalid literal for int() with base 10: ${pyRepr(digits)}`;
    throw new PythonError("ValueError", message);
  }
  return `2024-05-${day + 1n}`;
}
