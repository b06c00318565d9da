import {
  equals,
  less,
  multiply,
  type PyNumber,
  subtract,
  toFloat,
} from "../../python/arithmetic.ts";
import type { Data } from "../../python/data.ts";
import { pyStr } from "../../python/repr.ts";
import { anyDict, anyOf, integer, listOf, text } from "../fields.ts";
import { keyOf, lengthOf } from "../look_up.ts";
import { dataOf } from "../model.ts";
import { declare, ToolError } from "../toolkit.ts";
import { instancesOf, noInstances } from "./arguments.ts";
import { findReservation, findSeats, findUser } from "./find.ts";
import {
  Cabin,
  Certificate,
  type FlightDb,
  FlightInfo,
  Passenger,
  Payment,
  type Reservation,
  type ReservedFlight,
  type User,
} from "./model.ts";

const { tool } = declare<FlightDb>();

/** Ids of new certificates: a task sends at most three to a user. */
const CERTIFICATES = ["certificate_3221322", "certificate_3221323", "certificate_3221324"] as const;

export const sendCertificate = tool(
  "send_certificate",
  "write",
  "Send a user a certificate of this amount in dollars.",
  { user_id: text, amount: integer },
  (db, { user_id, amount }) => {
    const user = findUser(db, user_id);
    const id = CERTIFICATES.find((candidate) => !user.payment_methods.has(candidate));
    if (id === undefined) throw new ToolError("Too many certificates");
    const certificate = Certificate.parse(
      dataOf({ id, amount, source: "certificate" }),
      "Certificate",
    );
    user.payment_methods.set(id, certificate);
    return `Certificate ${id} added to user ${pyStr(user_id)} with amount ${pyStr(amount)}.`;
  },
);

/** Seats are not released, and cancelling again negates the refunds too. */
export const cancelReservation = tool(
  "cancel_reservation",
  "write",
  "Cancel a whole reservation and refund its payments.",
  { reservation_id: text },
  (db, { reservation_id }) => {
    const reservation = findReservation(db, reservation_id);
    const { payment_history } = reservation;
    const refunds = payment_history.map(({ payment_id, amount }) => ({
      payment_id,
      amount: -amount,
    }));
    payment_history.push(...refunds);
    reservation.status = "cancelled";
    return reservation;
  },
);

/** Pays a change of price, which may be negative; nothing is noted for a price of 0. */
function payForUpdate(user: User, reservation: Reservation, id: Data, price: PyNumber): void {
  const key = keyOf(id);
  const method = key === null ? undefined : user.payment_methods.get(key);
  if (method === undefined) throw new ToolError("Payment method not found");
  if (method.source === "certificate") {
    throw new ToolError("Certificate cannot be used to update reservation");
  }
  if (method.source === "gift_card") {
    if (less(method.amount, price)) throw new ToolError("Gift card balance is not enough");
    method.amount -= toFloat(price);
  }
  if (equals(price, 0n)) return;
  const payment = Payment.parse(dataOf({ payment_id: id, amount: price }), "Payment");
  reservation.payment_history.push(payment);
}

export const updateReservationBaggages = tool(
  "update_reservation_baggages",
  "write",
  "Change the number of bags of a reservation; each further bag that is not free costs 50.",
  { reservation_id: text, total_baggages: integer, nonfree_baggages: integer, payment_id: text },
  (db, { reservation_id, total_baggages, nonfree_baggages, payment_id }) => {
    const reservation = findReservation(db, reservation_id);
    const user = findUser(db, reservation.user_id);
    const more = subtract(nonfree_baggages, reservation.nonfree_baggages);
    const price = multiply(50n, less(0n, more) ? more : 0n);
    payForUpdate(user, reservation, payment_id, price);
    reservation.total_baggages = total_baggages;
    reservation.nonfree_baggages = nonfree_baggages;
    return reservation;
  },
);

/** Seats are checked and not taken: upstream assumes that this takes time. */
export const updateReservationFlights = tool(
  "update_reservation_flights",
  "write",
  "Change flights or cabin of a reservation. Name all of its flights, also those that stay.",
  {
    reservation_id: text,
    cabin: Cabin,
    flights: listOf(anyOf(FlightInfo, anyDict)),
    payment_id: text,
  },
  (db, { reservation_id, cabin, flights, payment_id }) => {
    const legs = instancesOf(flights, FlightInfo);
    const reservation = findReservation(db, reservation_id);
    const user = findUser(db, reservation.user_id);
    if (legs === null) throw noInstances("flight_number");
    const party = lengthOf(reservation.passengers as Data);
    const sameCabin = equals(cabin, reservation.cabin);
    let price = 0n;
    const flown: ReservedFlight[] = [];
    for (const leg of legs) {
      const kept = reservation.flights.find(({ flight_number, date }) =>
        flight_number === leg.flight_number && date === leg.date && sameCabin
      );
      const flight = kept ?? newLeg(db, leg, cabin, party);
      price += flight.price * BigInt(party);
      flown.push(flight);
    }
    const before = reservation.flights.reduce((sum, flight) => sum + flight.price, 0n);
    payForUpdate(user, reservation, payment_id, price - before * BigInt(party));
    reservation.flights = flown;
    reservation.cabin = cabin;
    return reservation;
  },
);

function newLeg(db: FlightDb, leg: FlightInfo, cabin: Data, party: number): ReservedFlight {
  const { flight, price } = findSeats(db, leg, cabin, party);
  return {
    flight_number: leg.flight_number,
    origin: flight.origin,
    destination: flight.destination,
    date: leg.date,
    price,
  };
}

export const updateReservationPassengers = tool(
  "update_reservation_passengers",
  "write",
  "Change the passengers of a reservation; their number stays.",
  { reservation_id: text, passengers: listOf(anyOf(Passenger, anyDict)) },
  (db, { reservation_id, passengers }) => {
    const replaced = instancesOf(passengers, Passenger);
    const reservation = findReservation(db, reservation_id);
    const wanted = lengthOf(reservation.passengers as Data);
    if (lengthOf(replaced === null ? passengers : replaced.map(dataOf)) !== wanted) {
      throw new ToolError("Number of passengers does not match");
    }
    reservation.passengers = replaced ?? passengers as readonly unknown[] | string;
    return reservation;
  },
);
