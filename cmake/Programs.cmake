# The programs: guildhall itself and the tools that need its rooms.
list(GET house_rooms -1 top_room)
