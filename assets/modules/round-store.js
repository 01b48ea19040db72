// What was said of tasks out there and is not with the council yet.
//
// One of them: operation (its one-time number), for (whose it is: a member of staff's number), task, action ("completion" or "attempt"), name and
// place (of the task), fields [[name, value]], photos [File], at, state ("waiting", "sent" or "refused"), tried (when it was first sent off);
// then problems or why. What was sent keeps nothing but the task's number.

import { store_of } from "./kept-store.js";

const kept = store_of("guildhall.round", "answers");

export const round_channel = kept.channel;
export const keep_answer = kept.keep;
export const forget_answer = kept.forget;
export const change_answer = kept.change_one;

/** Of one person alone: nobody else's are looked at. */
export const answers_of = async (person) => (await kept.all()).filter((answer) => answer.for === person);
export const waiting_of = async (person) => (await answers_of(person)).filter((answer) => answer.state === "waiting");
/** Signed out: nothing of theirs stays. */
export async function forget_person(person) {
  for (const { operation } of await answers_of(person)) await kept.forget(operation);
}
