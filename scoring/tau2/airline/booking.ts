import { add, equals, multiply, type PyNumber, toFloat } from "../../python/arithmetic.ts";
import { PythonError } from "../../python/error.ts";
import { pyRepr, pyStr } from "../../python/repr.ts";
import { anyDict, anyOf, integer, listOf, misfit, text } from "../fields.ts";
import { dataOf } from "../model.ts";
import { declare, ToolError } from "../toolkit.ts";
import { instancesOf, noInstances } from "./arguments.ts";
import { findSeats, findUser } from "./find.ts";
import {
  Cabin,
  type FlightDb,
  FlightInfo,
  FlightType,
  Insurance,
  Passenger,
  Payment,
  Reservation,
  type User,
} from "./model.ts";

const { tool } = declare<FlightDb>();

/** The simulated present. */
const NOW = "2024-05-15T15:00:00";
/** Ids of new reservations: a task makes at most three. */
const NEW_IDS = ["HATHAT", "HATHAU", "HATHAV"] as const;

export const bookReservation = tool(
  "book_reservation",
  "write",
  "Book a reservation. The payments must add up to the price: flights for every passenger, 30 per " +
    "passenger for insurance, 50 for each bag that is not free.",
  {
    user_id: text,
    origin: text,
    destination: text,
    flight_type: FlightType,
    cabin: Cabin,
    flights: listOf(anyOf(FlightInfo, anyDict)),
    passengers: listOf(anyOf(Passenger, anyDict)),
    payment_methods: listOf(anyOf(Payment, anyDict)),
    total_baggages: integer,
    nonfree_baggages: integer,
    insurance: Insurance,
  },
  (db, given) => {
    const legs = instancesOf(given.flights, FlightInfo);
    const passengers = instancesOf(given.passengers, Passenger);
    const payments = instancesOf(given.payment_methods, Payment);
    const user = findUser(db, given.user_id);
    const id = NEW_IDS.find((candidate) => !db.reservations.has(candidate));
    if (id === undefined) throw new ToolError("Too many reservations");
    if (passengers === null) throw misfit("Reservation.passengers", "a list of passengers");
    if (payments === null) throw misfit("Reservation.payment_history", "a list of payments");
    const reservation = Reservation.parse(
      dataOf({
        reservation_id: id,
        user_id: given.user_id,
        origin: given.origin,
        destination: given.destination,
        flight_type: given.flight_type,
        cabin: given.cabin,
        flights: [],
        passengers,
        payment_history: payments,
        created_at: NOW,
        total_baggages: given.total_baggages,
        nonfree_baggages: given.nonfree_baggages,
        insurance: given.insurance,
      }),
      "Reservation",
    );
    if (legs === null) throw noInstances("flight_number");
    const party = passengers.length;
    let price: PyNumber = 0n;
    for (const leg of legs) {
      const seats = findSeats(db, leg, given.cabin, party);
      reservation.flights.push({
        flight_number: leg.flight_number,
        origin: seats.flight.origin,
        destination: seats.flight.destination,
        date: leg.date,
        price: seats.price,
      });
      price = add(price, seats.price * BigInt(party));
    }
    if (given.insurance === "yes") price = add(price, 30n * BigInt(party));
    price = add(price, multiply(50n, given.nonfree_baggages));
    checkPayments(user, payments, price);
    pay(user, payments);
    for (const leg of legs) takeSeats(db, leg, String(given.cabin), party);
    db.reservations.set(id, reservation);
    user.reservations.push(id);
    return reservation;
  },
);

function checkPayments(user: User, payments: readonly Payment[], price: PyNumber): void {
  let paid = 0n;
  for (const { payment_id, amount } of payments) {
    const method = user.payment_methods.get(payment_id);
    if (method === undefined) throw new ToolError(`Payment method ${payment_id} not found`);
    if (method.source !== "credit_card" && method.amount < amount) {
      throw new ToolError(`Not enough balance in payment method ${payment_id}`);
    }
    paid += amount;
  }
  if (!equals(paid, price)) {
    throw new ToolError(
      `Payment amount does not add up, total price is ${pyStr(price)}, but paid ${paid}`,
    );
  }
}

/** A gift card is reduced, a certificate is used up, whatever was left on it. */
function pay(user: User, payments: readonly Payment[]): void {
  for (const { payment_id, amount } of payments) {
    const method = user.payment_methods.get(payment_id);
    // A certificate that pays twice is gone by the second time.
    if (method === undefined) throw new PythonError("KeyError", pyRepr(payment_id));
    if (method.source === "gift_card") method.amount -= toFloat(amount);
    else if (method.source === "certificate") user.payment_methods.delete(payment_id);
  }
}

function takeSeats(db: FlightDb, leg: FlightInfo, cabin: string, party: number): void {
  const status = db.flights.get(leg.flight_number)?.dates.get(leg.date);
  if (status?.status !== "available") return;
  const seats = status.available_seats.get(cabin);
  if (seats !== undefined) status.available_seats.set(cabin, seats - BigInt(party));
}
