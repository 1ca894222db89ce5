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

# docket_test(NAME SOURCES ... USES ... PRIVATE ... [LABELS ...] [TIMEOUT seconds] [PROCESSORS n] [POSTGRES] [S3])
# One program a module; every TEST is a ctest entry of its own. With POSTGRES or S3 those whose names hold that word are
# one entry together, so that they share a server.
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
  set(filter)
  foreach(server Postgres S3)
    string(TOUPPER ${server} option)
    string(TOLOWER ${server} entry)
    if(T_${option})
      add_test(NAME ${entry}.${name} COMMAND ${name} --gtest_filter=*${server}*)
      set_tests_properties(${entry}.${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT})
      set(filter TEST_FILTER -*${server}*)
    endif()
  endforeach()
  gtest_discover_tests(${name} ${filter} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT} PROCESSORS ${T_PROCESSORS})
endfunction()
