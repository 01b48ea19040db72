-- Known words in the order of their last five letters, read backwards: for near spellings whose end is right.
CREATE INDEX search_word_ending ON search_word (substr(word, -1) || substr(word, -2, 1) || substr(word, -3, 1) || substr(word, -4, 1) || substr(word, -5, 1));
