/**
 * The airline domain: flights and reservations. Upstream: tau2-bench@a2c0247
 * src/tau2/domains/airline/tools.py, the same at v0.2.0.
 *
 * @module
 */
import type { Domain } from "../domain.ts";
import { calculator, transferToHumanAgents } from "../shared_tools.ts";
import { declare, kit } from "../toolkit.ts";
import { bookReservation } from "./booking.ts";
import { FlightDb } from "./model.ts";
import {
  getFlightStatus,
  getReservationDetails,
  getUserDetails,
  listAllAirports,
  searchDirectFlight,
  searchOnestopFlight,
} from "./reads.ts";
import {
  cancelReservation,
  sendCertificate,
  updateReservationBaggages,
  updateReservationFlights,
  updateReservationPassengers,
} from "./updates.ts";

const words = declare<FlightDb>();

/** Bookings, changes and cancellations; the user has no tools. */
export const airline: Domain = {
  id: "airline",
  agent: kit({
    className: "AirlineTools",
    model: FlightDb,
    // In the order in which upstream tells them to the model.
    tools: [
      bookReservation,
      calculator(words),
      cancelReservation,
      getReservationDetails,
      getUserDetails,
      listAllAirports,
      searchDirectFlight,
      searchOnestopFlight,
      sendCertificate,
      transferToHumanAgents(words),
      updateReservationBaggages,
      updateReservationFlights,
      updateReservationPassengers,
      getFlightStatus,
    ],
    helpers: [],
    memory: () => null,
  }),
  user: null,
  sync: () => {},
};
