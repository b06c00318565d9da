import type { Data } from "../../python/data.ts";
import { PythonError } from "../../python/error.ts";
import { pyRepr, pyStr } from "../../python/repr.ts";
import { keyOf } from "../look_up.ts";
import { ToolError } from "../toolkit.ts";
import type { Available, DateStatus, Flight, FlightDb, Reservation, User } from "./model.ts";

/** The user, to be changed. @throws {ToolError} if there is none */
export function findUser(db: FlightDb, id: Data): User {
  const user = db.users.get(keyOf(id) ?? "");
  if (user === undefined) throw new ToolError(`User ${pyStr(id)} not found`);
  return user;
}

/** The reservation, to be changed. @throws {ToolError} if there is none */
export function findReservation(db: FlightDb, id: Data): Reservation {
  const reservation = db.reservations.get(keyOf(id) ?? "");
  if (reservation === undefined) throw new ToolError(`Reservation ${pyStr(id)} not found`);
  return reservation;
}

/** A flight on a day. @throws {ToolError} if there is none */
export function findInstance(
  db: FlightDb,
  number: Data,
  date: Data,
): { readonly flight: Readonly<Flight>; readonly status: Readonly<DateStatus> } {
  const flight = db.flights.peek(keyOf(number) ?? "");
  if (flight === undefined) throw new ToolError(`Flight ${pyStr(number)} not found`);
  const status = flight.dates.get(keyOf(date) ?? "");
  if (status === undefined) {
    throw new ToolError(`Flight ${pyStr(number)} not found on date ${pyStr(date)}`);
  }
  return { flight, status };
}

/** A flight on a day with seats for a party. @throws {ToolError} if it has none */
export function findSeats(
  db: FlightDb,
  { flight_number, date }: { readonly flight_number: string; readonly date: string },
  cabin: Data,
  party: number,
): { readonly flight: Readonly<Flight>; readonly price: bigint } {
  const { flight, status } = findInstance(db, flight_number, date);
  if (status.status !== "available") {
    throw new ToolError(`Flight ${flight_number} not available on date ${date}`);
  }
  const { available_seats, prices }: Readonly<Available> = status;
  if (inCabin(available_seats, cabin) < party) {
    throw new ToolError(`Not enough seats on flight ${flight_number}`);
  }
  return { flight, price: inCabin(prices, cabin) };
}

function inCabin(numbers: ReadonlyMap<string, bigint>, cabin: Data): bigint {
  const number = numbers.get(keyOf(cabin) ?? "");
  if (number === undefined) throw new PythonError("KeyError", pyRepr(cabin));
  return number;
}
