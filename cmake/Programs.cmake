# The programs: guildhall itself and the tools that need its rooms.
list(GET house_rooms -1 top_room)

# conformance SUITE FOLDER: one file in tools/conformance per third-party suite.
file(GLOB conformance_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/conformance/*.cpp)
add_executable(conformance ${conformance_sources})
link_rooms(conformance ${top_room})

# The pattern book as a file, for eyes and for axe.
add_executable(pattern_book ${CMAKE_SOURCE_DIR}/tools/pattern_book.cpp)
link_rooms(pattern_book html)

# What pages load: minified, with .br and .gz beside each. Needs node; `bin/setup` installs it and the npm packages.
find_program(node_program node)
if(node_program)
  file(GLOB_RECURSE asset_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/*)
  add_custom_command(
    OUTPUT ${CMAKE_BINARY_DIR}/assets/guildhall.css
    COMMAND ${node_program} ${CMAKE_SOURCE_DIR}/assets/build.mjs ${CMAKE_BINARY_DIR}/assets
    DEPENDS ${asset_sources} ${CMAKE_SOURCE_DIR}/package-lock.json
    COMMENT "building the assets")
  add_custom_target(assets ALL DEPENDS ${CMAKE_BINARY_DIR}/assets/guildhall.css)
endif()
