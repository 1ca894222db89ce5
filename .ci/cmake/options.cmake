# Every target links docket::options: the language, the warnings, the hardening, the sanitizers.
option(DOCKET_WERROR "Warnings are errors (CI)" OFF)
set(DOCKET_SANITIZE "" CACHE STRING "address,undefined | thread | empty")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(DOCKET_CCACHE ccache)
if(DOCKET_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${DOCKET_CCACHE}")
endif()

# Nearly a hundred programs are linked of the same libraries: a fast linker saves minutes. What is released is linked as usual.
find_program(DOCKET_MOLD mold)
if(DOCKET_MOLD AND NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  add_link_options(-fuse-ld=mold)
endif()

add_library(docket_options INTERFACE)
add_library(docket::options ALIAS docket_options)
target_compile_features(docket_options INTERFACE cxx_std_20)
target_include_directories(docket_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(docket_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough -fstack-protector-strong)
# Files that are compiled as one see each other's unnamed namespaces: a local of one may be called as a constant of
# another, and what looks like a header with an unnamed namespace is a source.
if(CMAKE_UNITY_BUILD)
  target_compile_options(docket_options INTERFACE -Wshadow=local -Wno-subobject-linkage)
else()
  target_compile_options(docket_options INTERFACE -Wshadow)
endif()
target_compile_definitions(docket_options INTERFACE _GLIBCXX_ASSERTIONS)
if(DOCKET_WERROR)
  target_compile_options(docket_options INTERFACE -Werror)
endif()
if(DOCKET_SANITIZE)
  target_compile_options(docket_options INTERFACE -fsanitize=${DOCKET_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(DOCKET_SANITIZE STREQUAL "address,undefined")
    # A null pointer that is used, and what lies beyond an object, the address sanitizer finds by itself; checking each
    # pointer for them once more makes a quarter of the compiling.
    target_compile_options(docket_options INTERFACE -fno-sanitize=null,object-size)
  endif()
  target_link_options(docket_options INTERFACE -fsanitize=${DOCKET_SANITIZE})
  if(DOCKET_SANITIZE MATCHES "undefined")
    # For a test's own code (docket_test_code). Linked after docket::options, for of these the last word counts.
    add_library(docket_unchecked_pointers INTERFACE)
    target_compile_options(docket_unchecked_pointers INTERFACE -fno-sanitize=null,alignment,object-size,vptr)
  endif()
endif()
