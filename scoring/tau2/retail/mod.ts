/**
 * The retail domain: orders of an online shop. Upstream: tau2-bench@a2c0247
 * src/tau2/domains/retail/tools.py, the same at v0.2.0 but for `get_item_details`.
 *
 * @module
 */
import type { Domain } from "../domain.ts";
import { calculator, transferToHumanAgents } from "../shared_tools.ts";
import { declare, kit } from "../toolkit.ts";
import { exchangeDeliveredOrderItems, returnDeliveredOrderItems } from "./delivered_orders.ts";
import { RetailDb } from "./model.ts";
import {
  cancelPendingOrder,
  modifyPendingOrderAddress,
  modifyPendingOrderItems,
  modifyPendingOrderPayment,
  modifyUserAddress,
} from "./pending_orders.ts";
import {
  findUserIdByEmail,
  findUserIdByNameZip,
  getItemDetails,
  getOrderDetails,
  getProductDetails,
  getUserDetails,
  listAllProductTypes,
} from "./reads.ts";

const words = declare<RetailDb>();

/** Orders, returns and exchanges; the user has no tools. */
export const retail: Domain = {
  id: "retail",
  agent: kit({
    className: "RetailTools",
    model: RetailDb,
    // In the order in which upstream tells them to the model.
    tools: [
      calculator(words),
      cancelPendingOrder,
      exchangeDeliveredOrderItems,
      findUserIdByNameZip,
      findUserIdByEmail,
      getOrderDetails,
      getProductDetails,
      getItemDetails,
      getUserDetails,
      listAllProductTypes,
      modifyPendingOrderAddress,
      modifyPendingOrderItems,
      modifyPendingOrderPayment,
      modifyUserAddress,
      returnDeliveredOrderItems,
      transferToHumanAgents(words),
    ],
    helpers: [],
    memory: () => null,
  }),
  user: null,
  sync: () => {},
};
