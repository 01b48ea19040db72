# The programs: guildhall itself and the tools that need its rooms.
list(GET house_rooms -1 top_room)

# conformance SUITE FOLDER: one file in tools/conformance per third-party suite.
file(GLOB conformance_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/conformance/*.cpp)
add_executable(conformance ${conformance_sources})
link_rooms(conformance ${top_room})
