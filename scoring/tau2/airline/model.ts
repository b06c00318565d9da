/**
 * The database of the airline domain. Upstream: tau2-bench@a2c0247
 * src/tau2/domains/airline/data_model.py.
 *
 * @module
 */
import {
  absent,
  anyOf,
  dictOf,
  type Field,
  float,
  integer,
  listOf,
  loose,
  oneOf,
  text,
} from "../fields.ts";
import { type InstanceOf, model, tableOf } from "../model.ts";

export const FlightType = oneOf("round_trip", "one_way");
export const Cabin = oneOf("business", "economy", "basic_economy");
export const Insurance = oneOf("yes", "no");

const Name = model("Name", { first_name: text, last_name: text });

const Address = model("Address", {
  address1: text,
  address2: absent(text),
  city: text,
  country: text,
  state: text,
  zip: text,
});

export const Payment = model("Payment", { payment_id: text, amount: integer });
export type Payment = InstanceOf<typeof Payment>;

const CreditCard = model("CreditCard", {
  source: oneOf("credit_card"),
  id: text,
  brand: text,
  last_four: text,
});

const GiftCard = model("GiftCard", { source: oneOf("gift_card"), id: text, amount: float });

export const Certificate = model("Certificate", {
  source: oneOf("certificate"),
  id: text,
  amount: float,
});

const PaymentMethod = anyOf(CreditCard, GiftCard, Certificate);
export type PaymentMethod = ReturnType<typeof PaymentMethod.parse>;

export const Passenger = model("Passenger", { first_name: text, last_name: text, dob: text });
export type Passenger = InstanceOf<typeof Passenger>;

const PerCabin = dictOf(integer, Cabin);

const Available = model("FlightDateStatusAvailable", {
  status: oneOf("available"),
  available_seats: PerCabin,
  prices: PerCabin,
});
export type Available = InstanceOf<typeof Available>;

const Landed = model("FlightDateStatusLanded", {
  status: oneOf("landed"),
  actual_departure_time_est: text,
  actual_arrival_time_est: text,
});

const Cancelled = model("FlightDateStatusCancelled", { status: oneOf("cancelled") });

const Delayed = model("FlightDateStatusDelayed", {
  status: oneOf("delayed"),
  estimated_departure_time_est: text,
  estimated_arrival_time_est: text,
});

const Flying = model("FlightDataStatusFlying", {
  status: oneOf("flying"),
  actual_departure_time_est: text,
  estimated_arrival_time_est: text,
});

const OnTime = model("FlightDataStatusOnTime", {
  status: oneOf("on time"),
  estimated_departure_time_est: text,
  estimated_arrival_time_est: text,
});

const DateStatus = anyOf(Available, Landed, Cancelled, Delayed, Flying, OnTime);
export type DateStatus = ReturnType<typeof DateStatus.parse>;

const Flight = model("Flight", {
  flight_number: text,
  origin: text,
  destination: text,
  scheduled_departure_time_est: text,
  scheduled_arrival_time_est: text,
  dates: dictOf(DateStatus),
});
export type Flight = InstanceOf<typeof Flight>;

/** A leg as a caller names it. */
export const FlightInfo = model("FlightInfo", { flight_number: text, date: text });
export type FlightInfo = InstanceOf<typeof FlightInfo>;

const ReservedFlight = model("ReservationFlight", {
  flight_number: text,
  origin: text,
  destination: text,
  date: text,
  price: integer,
});
export type ReservedFlight = InstanceOf<typeof ReservedFlight>;

const User = model("User", {
  user_id: text,
  name: Name,
  address: Address,
  email: text,
  dob: text,
  payment_methods: dictOf(PaymentMethod),
  saved_passengers: listOf(Passenger),
  membership: oneOf("gold", "silver", "regular"),
  reservations: listOf(text),
});
export type User = InstanceOf<typeof User>;

export const Reservation = model("Reservation", {
  reservation_id: text,
  user_id: text,
  origin: text,
  destination: text,
  flight_type: FlightType,
  // Updates assign cabin and baggage without a check.
  cabin: loose(Cabin),
  flights: listOf(ReservedFlight),
  // An update of lists that are not all of dicts is assigned as it is.
  passengers: listOf(Passenger) as Field<readonly unknown[] | string>,
  payment_history: listOf(Payment),
  created_at: text,
  total_baggages: loose(integer),
  nonfree_baggages: loose(integer),
  insurance: Insurance,
  status: absent(oneOf("cancelled")),
});
export type Reservation = InstanceOf<typeof Reservation>;

/** The agent's database. */
export const FlightDb = model("FlightDB", {
  flights: tableOf(Flight),
  users: tableOf(User),
  reservations: tableOf(Reservation),
}, { extra: "forbid" });
export type FlightDb = InstanceOf<typeof FlightDb>;
