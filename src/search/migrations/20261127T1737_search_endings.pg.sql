-- Known words in the order of their letters, read backwards: for near spellings whose end is right.
CREATE INDEX search_word_ending ON search_word (reverse(word));
