# The programs: guildhall itself and the tools that need its rooms.
list(GET house_rooms -1 top_room)

# guildhall-image: what strangers sent is opened by this one alone (src/files/worker_main.cpp).
file(GLOB worker_sources CONFIGURE_DEPENDS src/files/worker/*.cpp)
add_library(files_worker STATIC ${worker_sources} src/files/image_header.cpp src/files/process_limits.cpp)
target_include_directories(files_worker PUBLIC src)
target_compile_options(files_worker PRIVATE -O2)  # it works against the clock, in every build
get_property(worker_uses GLOBAL PROPERTY room_uses_files_worker)
target_link_libraries(files_worker ${worker_uses})
add_executable(guildhall-image src/files/worker_main.cpp)
target_link_libraries(guildhall-image PRIVATE files_worker)
add_dependencies(room_files guildhall-image)  # so whatever can take in a file has the worker beside it
if(TARGET test_files)
  target_link_libraries(test_files PRIVATE files_worker)  # to make pictures and to look at them
endif()

# guildhall-document: makes PDFs, and becomes the Python program that lies beside it (src/documents/worker_main.cpp).
add_executable(guildhall-document src/documents/worker_main.cpp src/documents/worker/walls.cpp src/files/process_limits.cpp)
target_include_directories(guildhall-document PRIVATE src)
get_property(document_uses GLOBAL PROPERTY room_uses_documents_worker)
target_link_libraries(guildhall-document PRIVATE ${document_uses})
configure_file(src/documents/worker/tagged_pdf.py ${CMAKE_BINARY_DIR}/guildhall-document.py COPYONLY)
add_dependencies(room_documents guildhall-document)

# conformance SUITE FOLDER: one file in tools/conformance per third-party suite.
file(GLOB conformance_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/conformance/*.cpp)
add_executable(conformance ${conformance_sources})
link_rooms(conformance ${top_room})
add_executable(test_conformance tools/conformance/test/dom_test.cpp tools/conformance/dom.cpp tools/conformance/test/json_schema_test.cpp
               tools/conformance/json_schema.cpp tools/conformance/read_file.cpp)
target_include_directories(test_conformance PRIVATE tools/conformance)
target_link_libraries(test_conformance PRIVATE test_main boost_json)
add_test(NAME conformance COMMAND test_conformance)
if(EXISTS ${CMAKE_SOURCE_DIR}/node_modules/govuk-frontend)
  add_test(NAME conformance_govuk COMMAND conformance govuk ${CMAKE_SOURCE_DIR}/node_modules/govuk-frontend)
endif()

# The pattern book as a file, for eyes and for axe.
add_executable(pattern_book ${CMAKE_SOURCE_DIR}/tools/pattern_book.cpp)
link_rooms(pattern_book html)

# What pages load: minified, with .br and .gz beside each. Needs node, which `bin/setup` installs along with the npm
# packages; where those are missing or older than the lock file (a second work tree, a change brought in) they are installed here.
find_program(node_program node)
if(node_program)
  file(GLOB_RECURSE asset_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/*)
  add_custom_command(
    OUTPUT ${CMAKE_BINARY_DIR}/assets/guildhall.css
    COMMAND test node_modules/.package-lock.json -nt package-lock.json || npm ci --no-audit --no-fund --loglevel=error
    COMMAND ${node_program} ${CMAKE_SOURCE_DIR}/assets/build.mjs ${CMAKE_BINARY_DIR}/assets
    DEPENDS ${asset_sources} ${CMAKE_SOURCE_DIR}/package-lock.json
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "building the assets")
  add_custom_target(assets ALL DEPENDS ${CMAKE_BINARY_DIR}/assets/guildhall.css)
  function(serve_with_assets)
    if(TARGET guildhall)
      add_dependencies(guildhall assets)
    endif()
  endfunction()
  cmake_language(DEFER CALL serve_with_assets)
endif()

# guildhall: one program, server and command line.
if("guildhall" IN_LIST house_rooms)
  add_executable(guildhall src/guildhall/guildhall_main.cpp)
  link_rooms(guildhall guildhall)
  if(NOT GUILDHALL_SANITIZE)
    target_link_libraries(guildhall PRIVATE tcmalloc_minimal)  # docs/decisions/2026-11-27-small-blocks-from-tcmalloc.md; a sanitizer brings its own
  endif()
  if(TARGET test_guildhall)
    add_dependencies(test_guildhall guildhall)  # some of its tests run the program
  endif()
endif()

# bench NAME: see bench/README.md.
if(TARGET guildhall)
  file(GLOB bench_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/*.cpp)
  add_executable(bench ${bench_sources})
  target_link_libraries(bench PRIVATE PkgConfig::sqlite PkgConfig::pq)
  link_rooms(bench guildhall)  # for their migrations
  # A glance at bench scale, on both databases where there are both: every operation once or twice.
  add_test(NAME bench_scale WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} COMMAND sh -c
           "place=${CMAKE_BINARY_DIR}/scale-glance; rm -rf $place; $<TARGET_FILE:bench> scale --data $place --sizes 150,300 --errands 8 --clients 2 --pages 10 && \
            { test -z \"$GUILDHALL_TEST_POSTGRES\" || $<TARGET_FILE:bench> scale --data $place --sizes 150 --errands 8 --clients 2 --pages 10 --postgres \"$GUILDHALL_TEST_POSTGRES\"; }")
endif()

# What tools/endurance loads into the program to forget what was not synced.
add_library(forgetful MODULE ${CMAKE_SOURCE_DIR}/tools/endurance/forgetful.cpp)
set_target_properties(forgetful PROPERTIES PREFIX "" POSITION_INDEPENDENT_CODE ON LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
target_compile_options(forgetful PRIVATE -O2 -fno-sanitize=all)
target_link_options(forgetful PRIVATE -fno-sanitize=all)
