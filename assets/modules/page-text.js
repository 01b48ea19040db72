/** A page as it came, as a document. Its one inline style has a nonce of its own answer, which the page that reads it would refuse. */
export function parse_page(text) {
  return new DOMParser().parseFromString(text.replace(/<style[^>]*>[^]*?<\/style>/g, ""), "text/html");
}
