# Warnings are errors in what we write; sanitizers and coverage come from the presets.
set(GUILDHALL_SANITIZE "" CACHE STRING "sanitizers, e.g. address,undefined or thread")
option(GUILDHALL_COVERAGE "count which lines run" OFF)
option(GUILDHALL_FUZZ "build the fuzz targets (clang only)" OFF)

add_compile_options(-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-dangling-pointer -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds -Wno-restrict)  # false alarms of g++ 12
else()
  add_compile_options(-Wno-gnu-statement-expression-from-macro-expansion -Wno-missing-designated-field-initializers
                      -Wno-missing-braces)  # an event with a base is written as one list
endif()
if(GUILDHALL_SANITIZE)
  add_compile_options(-fsanitize=${GUILDHALL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${GUILDHALL_SANITIZE})
  add_compile_definitions(GUILDHALL_SANITIZED)
endif()
if(GUILDHALL_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
if(GUILDHALL_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
