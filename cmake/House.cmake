# Reads docs/house.txt and builds each room that exists in src/ as one static library.
#
#   house_rooms            every room of the drawing that exists, lowest floor first, left to right
#   room_uses(ROOM …)      the libraries from outside that only this room may see
#   build_house()          libraries, generated tables, and one test program per room
#   link_rooms(TARGET ROOM) links ROOM and all it may use

file(STRINGS ${CMAKE_SOURCE_DIR}/docs/house.txt house_lines REGEX "^[0-9] ")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/house.txt)
set(house_rooms "")
foreach(floor RANGE 0 5)
  foreach(line IN LISTS house_lines)
    if(line MATCHES "^${floor} +[a-z]+ +(.*)$")
      string(REGEX REPLACE "[()|]" " " rooms "${CMAKE_MATCH_1}")
      string(REGEX REPLACE " +" ";" rooms "${rooms}")
      foreach(room IN LISTS rooms)
        if(room AND IS_DIRECTORY ${CMAKE_SOURCE_DIR}/src/${room})
          list(APPEND house_rooms ${room})
        endif()
      endforeach()
    endif()
  endforeach()
endforeach()

function(room_uses room)
  set_property(GLOBAL PROPERTY room_uses_${room} ${ARGN})
endfunction()

# Turns queries/*.sql, migrations/*.sql, words/*.txt and data/*.txt of a room into tables.
function(embed_room room)
  file(GLOB inputs CONFIGURE_DEPENDS src/${room}/queries/*.sql src/${room}/migrations/*.sql src/${room}/words/*.txt
       src/${room}/data/*.txt)
  set(out ${CMAKE_BINARY_DIR}/generated/${room})
  add_custom_command(
    OUTPUT ${out}/queries.h ${out}/tables.cpp
    COMMAND embed ${room} ${CMAKE_SOURCE_DIR}/src/${room} ${out}
    DEPENDS embed ${inputs}
    COMMENT "embedding ${room}")
  add_custom_target(tables_${room} DEPENDS ${out}/queries.h ${out}/tables.cpp)
endfunction()

function(link_rooms target last)
  set(below "")
  foreach(room IN LISTS house_rooms)
    list(PREPEND below ${room})
    if(room STREQUAL last)
      break()
    endif()
  endforeach()
  foreach(room IN LISTS below)
    target_link_libraries(${target} PRIVATE "$<LINK_LIBRARY:WHOLE_ARCHIVE,room_${room}>")
  endforeach()
endfunction()

function(build_house)
  set(tables "")
  foreach(room IN LISTS house_rooms)
    embed_room(${room})
    list(APPEND tables tables_${room})
    file(GLOB sources CONFIGURE_DEPENDS src/${room}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "_main\\.cpp$")
    set(edges ${sources})
    list(FILTER edges INCLUDE REGEX "/edge_[a-z_]*\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "/edge_[a-z_]*\\.cpp$")
    add_library(room_${room} STATIC ${sources} ${CMAKE_BINARY_DIR}/generated/${room}/tables.cpp)
    add_dependencies(room_${room} ${tables})
    target_include_directories(room_${room} PUBLIC src ${CMAKE_BINARY_DIR}/generated)
    get_property(uses GLOBAL PROPERTY room_uses_${room})
    if(edges)  # edge_*.cpp include Boost.Asio and Beast
      add_library(edge_${room} OBJECT ${edges})
      set_target_properties(edge_${room} PROPERTIES JOB_POOL_COMPILE edge)
      add_dependencies(edge_${room} ${tables})
      target_include_directories(edge_${room} PUBLIC src ${CMAKE_BINARY_DIR}/generated)
      target_link_libraries(edge_${room} ${uses} PUBLIC fmt::fmt Threads::Threads)
      target_sources(room_${room} PRIVATE $<TARGET_OBJECTS:edge_${room}>)
    endif()
    if(uses)
      target_link_libraries(room_${room} ${uses})
    endif()
    target_link_libraries(room_${room} PUBLIC fmt::fmt Threads::Threads boost_json)

    file(GLOB tests CONFIGURE_DEPENDS src/${room}/test/*_test.cpp)
    if(tests)
      add_executable(test_${room} ${tests})
      link_rooms(test_${room} ${room})
      target_link_libraries(test_${room} PRIVATE test_main)
      target_compile_options(test_${room} PRIVATE -O0)  # compiled once and run once: a third of its time was the optimiser's
      add_test(NAME ${room} COMMAND test_${room} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    endif()
    if(GUILDHALL_FUZZ)
      file(GLOB fuzzers CONFIGURE_DEPENDS src/${room}/test/*_fuzz.cpp)
      foreach(fuzzer IN LISTS fuzzers)
        get_filename_component(name ${fuzzer} NAME_WE)
        add_executable(${name} ${fuzzer})
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        # A parser needs little of the house: its room, base, and what a line `// links: db journal` in the file names.
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${fuzzer})
        file(STRINGS ${fuzzer} links REGEX "^// links: ")
        string(REGEX MATCHALL "[a-z]+" links "${links}")
        list(REMOVE_ITEM links links)
        target_link_libraries(${name} PRIVATE room_${room})
        foreach(lower IN LISTS links ITEMS base)
          target_link_libraries(${name} PRIVATE room_${lower})
        endforeach()
      endforeach()
    endif()
  endforeach()
  set(house_rooms ${house_rooms} PARENT_SCOPE)
endfunction()
