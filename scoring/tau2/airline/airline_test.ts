import assert from "node:assert/strict";
import { toData } from "../../python/data.ts";
import { loadDomain } from "../domain.ts";
import { Environment } from "../environment.ts";
import { readArguments } from "../trajectory.ts";
import { airline } from "./mod.ts";

const seats = { business: 1, economy: 2, basic_economy: 0 };
const prices = { business: 300, economy: 100, basic_economy: 50 };
const available = { status: "available", available_seats: seats, prices };
const flight = (flight_number: string, origin: string, destination: string, times: string[]) => ({
  flight_number,
  origin,
  destination,
  scheduled_departure_time_est: times[0],
  scheduled_arrival_time_est: times[1],
  dates: { "2024-05-08": available, "2024-05-09": available, "2024-05-10": available },
});

/** Self-written: three flights, one user with every kind of payment method, one reservation. */
const data = loadDomain(
  airline,
  toData({
    flights: {
      F1: flight("F1", "SFO", "DEN", ["20:00:00", "01:00:00+1"]),
      F2: flight("F2", "DEN", "JFK", ["02:00:00", "06:00:00"]),
      F3: flight("F3", "DEN", "JFK", ["00:30:00", "05:00:00"]),
    },
    users: {
      u1: {
        user_id: "u1",
        name: { first_name: "Ana", last_name: "Ito" },
        address: { address1: "1 A", city: "B", country: "C", state: "D", zip: "1" },
        email: "ana@example.com",
        dob: "1990-01-01",
        payment_methods: {
          g: { source: "gift_card", id: "g", amount: 150 },
          k: { source: "certificate", id: "k", amount: 500 },
          c: { source: "credit_card", id: "c", brand: "visa", last_four: "1" },
        },
        saved_passengers: [],
        membership: "gold",
        reservations: ["R1"],
      },
    },
    reservations: {
      R1: {
        reservation_id: "R1",
        user_id: "u1",
        origin: "SFO",
        destination: "DEN",
        flight_type: "one_way",
        cabin: "economy",
        flights: [
          { origin: "SFO", destination: "DEN", flight_number: "F1", date: "2024-05-08", price: 80 },
        ],
        passengers: [{ first_name: "Ana", last_name: "Ito", dob: "1990-01-01" }],
        payment_history: [{ payment_id: "c", amount: 80 }],
        created_at: "2024-05-01T00:00:00",
        total_baggages: 1,
        nonfree_baggages: 0,
        insurance: "no",
      },
    },
  }),
);

const ask = (env: Environment, name: string, given: Record<string, unknown> | string) =>
  env.answer({ id: "1", name, requestor: "assistant", arguments: readArguments(given) }).entry;

const booking = {
  user_id: "u1",
  origin: "SFO",
  destination: "DEN",
  flight_type: "one_way",
  cabin: "economy",
  flights: [{ flight_number: "F1", date: "2024-05-09" }],
  passengers: [{ first_name: "Ana", last_name: "Ito", dob: "1990-01-01" }],
  payment_methods: [{ payment_id: "k", amount: 180 }],
  total_baggages: 1,
  nonfree_baggages: 1,
  insurance: "yes",
};

Deno.test("airline books, uses up the certificate and takes the seats", () => {
  const env = new Environment(data);
  assert.match(ask(env, "book_reservation", booking).content, /"reservation_id": "HATHAT"/);
  const user = ask(env, "get_user_details", { user_id: "u1" }).content;
  assert.match(user, /"reservations": \["R1", "HATHAT"\]/);
  assert.doesNotMatch(user, /"certificate"/);
  const found = ask(env, "search_direct_flight", {
    origin: "SFO",
    destination: "DEN",
    date: "2024-05-09",
  });
  assert.match(found.content, /"date": null, "available_seats": {"business": 1, "economy": 1/);
});

Deno.test("airline keeps an assigned float, which changes the hash", () => {
  const bags = (total: string) => {
    const env = new Environment(data);
    const given =
      `{"reservation_id":"R1","total_baggages":${total},"nonfree_baggages":0,"payment_id":"c"}`;
    assert.equal(ask(env, "update_reservation_baggages", given).error, false);
    return env.hashes().db;
  };
  assert.notEqual(bags("2"), bags("2.0"));
});

Deno.test("airline compares the second departure with an arrival on the next day as text", () => {
  const content = (date: string) =>
    ask(new Environment(data), "search_onestop_flight", {
      origin: "SFO",
      destination: "JFK",
      date,
    }).content;
  assert.match(content("2024-05-09"), /"flight_number": "F2".*"date": "2024-05-10"/);
  assert.doesNotMatch(content("2024-05-09"), /"flight_number": "F3"/);
  assert.equal(content("2024-05-08"), "[]", "the day after is 2024-05-9");
});

Deno.test("airline pays back a cheaper flight and keeps the price of one that stays", () => {
  const env = new Environment(data);
  const change = (date: string) =>
    ask(env, "update_reservation_flights", {
      reservation_id: "R1",
      cabin: "economy",
      flights: [{ flight_number: "F1", date }],
      payment_id: "g",
    }).content;
  assert.match(change("2024-05-08"), /"payment_history": \[{"payment_id": "c", "amount": 80}\]/);
  assert.match(change("2024-05-09"), /{"payment_id": "g", "amount": 20}\]/);
  assert.match(ask(env, "get_user_details", { user_id: "u1" }).content, /"amount": 130.0/);
});

Deno.test("airline assigns passengers that are no dicts as they are", () => {
  const env = new Environment(data);
  const given = { reservation_id: "R1", passengers: ["Ana Ito"] };
  assert.match(ask(env, "update_reservation_passengers", given).content, /\["Ana Ito"\]/);
  const booked = ask(env, "book_reservation", { ...booking, passengers: ["Ana Ito"] });
  assert.ok(booked.error);
});
