import type { DomainDemo } from "../demo.ts";
import { demoTask } from "./task.ts";

const cabins = (business: number, economy: number, basic_economy: number) => ({
  business,
  economy,
  basic_economy,
});

/** Two flights, one passenger, two reservations. */
export const airlineDemo: DomainDemo = {
  db: JSON.stringify({
    flights: {
      DEM101: {
        flight_number: "DEM101",
        origin: "SEA",
        destination: "PHX",
        scheduled_departure_time_est: "09:00:00",
        scheduled_arrival_time_est: "12:00:00",
        dates: {
          "2024-05-20": {
            status: "available",
            available_seats: cabins(3, 12, 9),
            prices: cabins(410, 160, 90),
          },
        },
      },
    },
    users: {
      lena_vogt_11: {
        user_id: "lena_vogt_11",
        name: { first_name: "Lena", last_name: "Vogt" },
        address: {
          address1: "5 Harbour Street",
          city: "Seattle",
          country: "USA",
          state: "WA",
          zip: "98101",
        },
        email: "lena@example.com",
        dob: "1988-02-03",
        payment_methods: {
          gift_card_1: { source: "gift_card", id: "gift_card_1", amount: 300 },
          credit_card_1: {
            source: "credit_card",
            id: "credit_card_1",
            brand: "visa",
            last_four: "4242",
          },
        },
        saved_passengers: [],
        membership: "silver",
        reservations: ["DEMO01", "DEMO02"],
      },
    },
    reservations: Object.fromEntries(["DEMO01", "DEMO02"].map((reservation_id) => [
      reservation_id,
      {
        reservation_id,
        user_id: "lena_vogt_11",
        origin: "SEA",
        destination: "PHX",
        flight_type: "one_way",
        cabin: "economy",
        flights: [{
          flight_number: "DEM101",
          origin: "SEA",
          destination: "PHX",
          date: "2024-05-20",
          price: 160,
        }],
        passengers: [{ first_name: "Lena", last_name: "Vogt", dob: "1988-02-03" }],
        payment_history: [{ payment_id: "credit_card_1", amount: 160 }],
        created_at: "2024-05-15T08:00:00",
        total_baggages: 1,
        nonfree_baggages: 0,
        insurance: "yes",
      },
    ])),
  }),
  policy: "Cancel reservations made less than a day ago, and sell bags at 50 dollars each.",
  tasks: [
    demoTask({
      id: "cancel",
      domain: "airline",
      reason: "You want to cancel reservation DEMO01, booked by mistake this morning.",
      known: "You are Lena Vogt, your user id is lena_vogt_11.",
      calls: [
        ["get_reservation_details", { reservation_id: "DEMO01" }],
        ["cancel_reservation", { reservation_id: "DEMO01" }],
      ],
    }),
    demoTask({
      id: "bags",
      domain: "airline",
      reason: "You want two bags more on reservation DEMO02, paid with your gift card.",
      known: "You are Lena Vogt, your user id is lena_vogt_11.",
      calls: [
        ["update_reservation_baggages", {
          reservation_id: "DEMO02",
          total_baggages: 3,
          nonfree_baggages: 2,
          payment_id: "gift_card_1",
        }],
      ],
      tell: ["100"],
    }),
  ],
};
