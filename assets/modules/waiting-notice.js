// On the other pages: a line at the top that something waits, or that it was sent.

import { all_reports, waiting_channel } from "./waiting-store.js";
import { notice_words, nothing_left } from "./waiting-watch.js";

export function tell_of_waiting() {
  const words = notice_words();
  const main = document.querySelector("main");
  if (!words || !main) return;
  const notice = document.createElement("p");
  notice.className = "gh-notice";
  notice.setAttribute("role", "status");
  main.prepend(notice);
  const show = async () => {
    const reports = await all_reports();
    if (reports.length === 0) nothing_left();
    const of = (state) => reports.filter((report) => report.state === state);
    const said = of("refused").length ? words.refused : of("waiting").length ? words.waiting : of("sent").length ? words.sent : "";
    notice.replaceChildren();
    notice.hidden = !said;
    if (!said) return;
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = "/waiting";
    link.textContent = words.link;
    notice.append(said.replace("{reference}", of("sent")[0]?.reference ?? ""), " ", link);
  };
  new BroadcastChannel(waiting_channel).addEventListener("message", show);
  show();
}
