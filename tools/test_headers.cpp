// Nothing but the headers that tests read in common (cmake/House.cmake): some file must be compiled with them.
