// Reports that wait for a signal.
//
// A report: operation (its one-time number), service, name, fields [[name, value]], photos [File], at, state ("waiting", "sent"
// or "refused"), tried (when it was first sent off); then problems or why, or reference, address and code.

import { store_of } from "./kept-store.js";

const reports = store_of("guildhall.waiting", "reports");

export const waiting_channel = reports.channel;
export const all_reports = reports.all;
export const keep_report = reports.keep;
export const forget_report = reports.forget;
export const change_report = reports.change_one;
