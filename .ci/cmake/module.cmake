# docket_module(NAME SOURCES ... HEADERS ... USES docket::... PRIVATE third-party ...)
# The only way to declare a library: our own modules are linked PUBLIC, third-party code PRIVATE.
include(GoogleTest)

function(docket_module name)
  cmake_parse_arguments(M "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  foreach(use IN LISTS M_USES)
    if(NOT use MATCHES "^docket::")
      message(FATAL_ERROR "docket_module(${name}): ${use} is third-party; say it under PRIVATE")
    endif()
  endforeach()
  add_library(docket_${name} STATIC ${M_SOURCES})
  add_library(docket::${name} ALIAS docket_${name})
  target_link_libraries(docket_${name} PUBLIC docket::options ${M_USES} PRIVATE ${M_PRIVATE})
endfunction()

# docket_alone(FILE ...): what the compiler is given by itself and not with its neighbours as one: what clang-tidy cannot
# read, what is generated, what a test links alone.
function(docket_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# docket_test_code(TARGET ...): what is a test's own code and no part of what is tested. Under sanitizers it knows so, for
# programs are slower and larger there; and checking each of its pointers, beside what the address sanitizer sees of them,
# would make it twice as long to compile.
function(docket_test_code)
  foreach(target IN LISTS ARGN)
    if(DOCKET_SANITIZE)
      target_compile_definitions(${target} PRIVATE DOCKET_SANITIZED)
    endif()
    if(DOCKET_SANITIZE MATCHES "undefined")
      target_link_libraries(${target} PRIVATE docket_unchecked_pointers)
    endif()
  endforeach()
endfunction()

# The headers that every test reads and nobody changes, read once for all of them.
function(docket_test_headers target)
  if(NOT TARGET docket_test_headers)
    file(WRITE "${CMAKE_BINARY_DIR}/test_headers.cpp" "")
    add_library(docket_test_headers OBJECT "${CMAKE_BINARY_DIR}/test_headers.cpp")
    target_link_libraries(docket_test_headers PRIVATE docket::options GTest::gmock)
    target_compile_definitions(docket_test_headers PRIVATE DOCKET_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_compile_options(docket_test_headers PRIVATE -O0)
    docket_test_code(docket_test_headers)
    target_precompile_headers(docket_test_headers PRIVATE
      <gmock/gmock.h> <gtest/gtest.h> <algorithm> <chrono> <filesystem> <fstream> <functional> <map> <memory> <optional>
      <random> <ranges> <regex> <set> <sstream> <string> <thread> <variant> <vector>)
    # By this ccache knows them, for they are other bytes in each tree (CCACHE_PCH_EXTSUM).
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/docket_test_headers.dir/cmake_pch.hxx.gch.sum"
      "${CMAKE_CXX_COMPILER_VERSION} ${GTest_VERSION} ${CMAKE_BUILD_TYPE} ${CMAKE_CXX_FLAGS} ${DOCKET_SANITIZE}")
  endif()
  target_precompile_headers(${target} REUSE_FROM docket_test_headers)
endfunction()

# docket_test(NAME SOURCES ... USES ... PRIVATE ... [LABELS ...] [TIMEOUT seconds] [PROCESSORS n] [POSTGRES] [S3])
# One program a module; every TEST is a ctest entry of its own. With POSTGRES or S3 those whose names hold that word are
# one entry together, so that they share a server. Under sanitizers, where a program takes up to a second to start, the short
# tests of a module are one entry, too.
function(docket_test name)
  cmake_parse_arguments(T "POSTGRES;S3" "TIMEOUT;PROCESSORS" "SOURCES;USES;PRIVATE;LABELS" ${ARGN})
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 120)
  endif()
  if(NOT T_PROCESSORS)
    set(T_PROCESSORS 1)
  endif()
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE docket::options ${T_USES} ${T_PRIVATE} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE DOCKET_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  # A test's own code runs once: optimising it costs more than it gives.
  target_compile_options(${name} PRIVATE -O0)
  docket_test_code(${name})
  if(NOT T_PRIVATE MATCHES "Poco::") # it asks the system's headers for other things
    docket_test_headers(${name})
  endif()
  set(others)
  foreach(server Postgres S3)
    string(TOUPPER ${server} option)
    string(TOLOWER ${server} entry)
    if(T_${option})
      add_test(NAME ${entry}.${name} COMMAND ${name} --gtest_filter=*${server}*)
      set_tests_properties(${entry}.${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT})
      set(others -*${server}*)
    endif()
  endforeach()
  if(DOCKET_SANITIZE AND T_LABELS MATCHES "^(unit|contract|golden)")
    add_test(NAME ${name} COMMAND ${name} --gtest_brief=1 --gtest_filter=*${others})
    set_tests_properties(${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT 1200 PROCESSORS ${T_PROCESSORS})
  else()
    gtest_discover_tests(${name} TEST_FILTER *${others} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
      PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT} PROCESSORS ${T_PROCESSORS})
  endif()
endfunction()
